import { absent, type FunctionOutline } from "../function-outline.js";

/** iomap_file_buffered_write_punch_delalloc(), fs/iomap/buffered-io.c. */
export const iomapFileBufferedWritePunchDelallocOutline: FunctionOutline = {
  name: "iomap_file_buffered_write_punch_delalloc",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["xfs_buffered_write_iomap_end"],
  versions: [
    {
      kernels: ["6.1.192", "6.6-rc"],
      outline: `
        if !=
          return
        if ! &
          return
        if !
        else
        if >=
          return
        iomap_write_delalloc_release()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: absent,
    },
  ],
};
