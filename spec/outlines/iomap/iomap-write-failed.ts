import type { FunctionOutline } from "../function-outline.js";

/** iomap_write_failed(), fs/iomap/buffered-io.c. */
export const iomapWriteFailedOutline: FunctionOutline = {
  name: "iomap_write_failed",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["iomap_write_failed"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        i_size_read()
        if >
          truncate_pagecache_range()
      `,
    },
  ],
};
