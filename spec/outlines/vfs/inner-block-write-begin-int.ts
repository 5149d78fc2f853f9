import type { FunctionOutline } from "../function-outline.js";

/** __block_write_begin_int(), fs/buffer.c. */
export const innerBlockWriteBeginIntOutline: FunctionOutline = {
  name: "__block_write_begin_int",
  file: "fs/buffer.c",
  standsFor: ["__block_write_begin_int"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        folio_test_locked()
        create_page_buffers()
        block_size_bits()
        loop
          test != || !
          if <= || >=
            folio_test_uptodate()
            if
              buffer_uptodate()
              if !
                set_buffer_uptodate()
            continue
          buffer_new()
          if
            clear_buffer_new()
          buffer_mapped()
          if !
            if
              get_block()
              if
                break
            else
              iomap_to_bh()
            buffer_new()
            if
              clean_bdev_bh_alias()
              folio_test_uptodate()
              if
                clear_buffer_new()
                set_buffer_uptodate()
                mark_buffer_dirty()
                continue
              if > || <
                folio_zero_segments()
              continue
          folio_test_uptodate()
          if
            buffer_uptodate()
            if !
              set_buffer_uptodate()
            continue
          buffer_uptodate()
          buffer_delay()
          buffer_unwritten()
          if ! && ! && ! && < || >
            bh_read_nowait()
        loop
          test >
          wait_on_buffer()
          buffer_uptodate()
          if !
        if
          page_zero_new_buffers()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        folio_test_locked()
        folio_create_buffers()
        div_u64()
        loop
          test != || !
          if <= || >=
            folio_test_uptodate()
            if
              buffer_uptodate()
              if !
                set_buffer_uptodate()
            continue
          buffer_new()
          if
            clear_buffer_new()
          buffer_mapped()
          if !
            if
              get_block()
            else
              iomap_to_bh()
            if
              break
            buffer_new()
            if
              clean_bdev_bh_alias()
              folio_test_uptodate()
              if
                clear_buffer_new()
                set_buffer_uptodate()
                mark_buffer_dirty()
                continue
              if > || <
                folio_zero_segments()
              continue
          folio_test_uptodate()
          if
            buffer_uptodate()
            if !
              set_buffer_uptodate()
            continue
          buffer_uptodate()
          buffer_delay()
          buffer_unwritten()
          if ! && ! && ! && < || >
            bh_read_nowait()
        loop
          test >
          wait_on_buffer()
          buffer_uptodate()
          if !
        if
          folio_zero_new_buffers()
        return
      `,
    },
  ],
};
