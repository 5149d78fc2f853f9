import type { FunctionOutline } from "../function-outline.js";

/** iomap_file_buffered_write(), fs/iomap/buffered-io.c. */
export const iomapFileBufferedWriteOutline: FunctionOutline = {
  name: "iomap_file_buffered_write",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["iomap_file_buffered_write"],
  versions: [
    {
      kernels: ["6.1.192", "6.6-rc", "6.12.117"],
      outline: `
        iov_iter_count()
        if &
        loop
          iomap_iter()
          test >
          iomap_write_iter()
        if ==
          return
        return
      `,
    },
  ],
};
