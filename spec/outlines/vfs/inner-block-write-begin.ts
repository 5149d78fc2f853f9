import type { FunctionOutline } from "../function-outline.js";

/** __block_write_begin(), fs/buffer.c. */
export const innerBlockWriteBeginOutline: FunctionOutline = {
  name: "__block_write_begin",
  file: "fs/buffer.c",
  standsFor: ["block_write_begin"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        __block_write_begin_int()
        return
      `,
    },
  ],
};
