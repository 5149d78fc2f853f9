import type { FunctionOutline } from "../function-outline.js";

/** __iomap_write_begin(), fs/iomap/buffered-io.c. */
export const innerIomapWriteBeginOutline: FunctionOutline = {
  name: "__iomap_write_begin",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["__iomap_write_begin"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        iomap_iter_srcmap()
        folio_test_uptodate()
        if
          return
        folio_clear_error()
        iomap_page_create()
        if & && ! && >
          return
        loop
          iomap_adjust_read_range()
          if ==
            break
          if ! & && <= || >= && <= || >=
            continue
          iomap_block_needs_zeroing()
          if
            if
              return
            folio_zero_segments()
          else
            if &
              return
            iomap_read_folio_sync()
            if
              return
          iomap_set_range_uptodate()
          test <
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        iomap_iter_srcmap()
        if ! & && <= && >=
          return
        ifs_alloc()
        if & && ! && >
          return
        folio_test_uptodate()
        if
          return
        loop
          iomap_adjust_read_range()
          if ==
            break
          if ! & && <= || >= && <= || >=
            continue
          iomap_block_needs_zeroing()
          if
            if
              return
            folio_zero_segments()
          else
            if &
              return
            iomap_read_folio_sync()
            if
              return
          iomap_set_range_uptodate()
          test <
        return
      `,
    },
  ],
};
