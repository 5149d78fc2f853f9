import type { FunctionOutline } from "../function-outline.js";

/** iomap_write_end(), fs/iomap/buffered-io.c. */
export const iomapWriteEndOutline: FunctionOutline = {
  name: "iomap_write_end",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["iomap_write_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        iomap_iter_srcmap()
        if ==
          iomap_write_end_inline()
        else
          if &
            block_write_end()
          else
            __iomap_write_end()
        if >
          i_size_write()
        folio_unlock()
        if <
          pagecache_isize_extended()
        if &&
          ->page_done()
        folio_put()
        if <
          iomap_write_failed()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        iomap_iter_srcmap()
        if ==
          iomap_write_end_inline()
          return
        if &
          block_write_end()
          return ==
        __iomap_write_end()
        return
      `,
    },
  ],
};
