import type { FunctionOutline } from "../function-outline.js";

/** iomap_write_begin(), fs/iomap/buffered-io.c. */
export const iomapWriteBeginOutline: FunctionOutline = {
  name: "iomap_write_begin",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["iomap_write_begin"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        iomap_iter_srcmap()
        if &
        if !=
        fatal_signal_pending()
        if
          return
        mapping_large_folio_support()
        if !
        if &&
          ->page_prepare()
          if
            return
        mapping_gfp_mask()
        __filemap_get_folio()
        if !
          ? &
          goto out_no_page
        if &&
          ->iomap_valid()
          if !
            goto out_unlock
        if >
        if ==
          iomap_write_begin_inline()
        else
          if &
            __block_write_begin_int()
          else
            __iomap_write_begin()
        if
          goto out_unlock
        return
        out_unlock:
        folio_unlock()
        folio_put()
        iomap_write_failed()
        out_no_page:
        if &&
          ->page_done()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        iomap_iter_srcmap()
        if !=
        fatal_signal_pending()
        if
          return
        mapping_large_folio_support()
        if !
        __iomap_get_folio()
        if
          return
        if &&
          ->iomap_valid()
          if !
            goto out_unlock
        if >
        if ==
          iomap_write_begin_inline()
        else
          if &
            __block_write_begin_int()
          else
            __iomap_write_begin()
        if
          goto out_unlock
        return
        out_unlock:
        __iomap_put_folio()
        return
      `,
    },
  ],
};
