import type { FunctionOutline } from "../function-outline.js";

/** xfs_file_buffered_read(), fs/xfs/xfs_file.c. */
export const xfsFileBufferedReadOutline: FunctionOutline = {
  name: "xfs_file_buffered_read",
  file: "fs/xfs/xfs_file.c",
  standsFor: ["xfs_file_buffered_read"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        xfs_ilock_iocb()
        if
          return
        generic_file_read_iter()
        xfs_iunlock()
        return
      `,
    },
  ],
};
