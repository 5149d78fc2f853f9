import type { FunctionOutline } from "../function-outline.js";

/** ext2_write_failed(), fs/ext2/inode.c. */
export const ext2WriteFailedOutline: FunctionOutline = {
  name: "ext2_write_failed",
  file: "fs/ext2/inode.c",
  standsFor: ["ext2_write_failed"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if >
          truncate_pagecache()
          ext2_truncate_blocks()
      `,
    },
  ],
};
