import type { FunctionOutline } from "../function-outline.js";

/** should_fault_in_pages(), fs/gfs2/file.c. */
export const shouldFaultInPagesOutline: FunctionOutline = {
  name: "should_fault_in_pages",
  file: "fs/gfs2/file.c",
  standsFor: ["gfs2_file_buffered_write", "gfs2_file_read_iter"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        iov_iter_count()
        if !
          return
        user_backed_iter()
        if !
          return
        if !=
        return
      `,
    },
  ],
};
