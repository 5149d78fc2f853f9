import type { FunctionOutline } from "../function-outline.js";

/** iomap_folio_mkwrite_iter(), fs/iomap/buffered-io.c. */
export const iomapFolioMkwriteIterOutline: FunctionOutline = {
  name: "iomap_folio_mkwrite_iter",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["page_mkwrite"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if &
          __block_write_begin_int()
          if
            return
          block_commit_write()
        else
          folio_test_uptodate()
          folio_mark_dirty()
        return
      `,
    },
  ],
};
