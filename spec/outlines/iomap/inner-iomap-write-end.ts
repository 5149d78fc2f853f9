import type { FunctionOutline } from "../function-outline.js";

/** __iomap_write_end(), fs/iomap/buffered-io.c. */
export const innerIomapWriteEndOutline: FunctionOutline = {
  name: "__iomap_write_end",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["iomap_write_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        to_iomap_page()
        flush_dcache_folio()
        folio_test_uptodate()
        if < && !
          return
        iomap_set_range_uptodate()
        filemap_dirty_folio()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        flush_dcache_folio()
        folio_test_uptodate()
        if < && !
          return
        iomap_set_range_uptodate()
        iomap_set_range_dirty()
        filemap_dirty_folio()
        return
      `,
    },
  ],
};
