import type { FunctionOutline } from "../function-outline.js";

/** generic_file_write_iter(), mm/filemap.c. */
export const genericFileWriteIterOutline: FunctionOutline = {
  name: "generic_file_write_iter",
  file: "mm/filemap.c",
  standsFor: ["generic_file_write_iter"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        inode_lock()
        generic_write_checks()
        if >
          __generic_file_write_iter()
        inode_unlock()
        if >
          generic_write_sync()
        return
      `,
    },
  ],
};
