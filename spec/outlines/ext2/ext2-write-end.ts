import type { FunctionOutline } from "../function-outline.js";

/** ext2_write_end(), fs/ext2/inode.c. */
export const ext2WriteEndOutline: FunctionOutline = {
  name: "ext2_write_end",
  file: "fs/ext2/inode.c",
  standsFor: ["ext2_write_end"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        generic_write_end()
        if <
          ext2_write_failed()
        return
      `,
    },
  ],
};
