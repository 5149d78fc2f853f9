import type { FunctionOutline } from "../function-outline.js";

/** ext2_get_block(), fs/ext2/inode.c. */
export const ext2GetBlockOutline: FunctionOutline = {
  name: "ext2_get_block",
  file: "fs/ext2/inode.c",
  standsFor: ["ext2_get_block"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        ext2_get_blocks()
        if <=
          return
        map_bh()
        if
          set_buffer_new()
        if
          set_buffer_boundary()
        return
      `,
    },
  ],
};
