import { absent, type FunctionOutline } from "../function-outline.js";

/** folio_zero_new_buffers(), fs/buffer.c. */
export const folioZeroNewBuffersOutline: FunctionOutline = {
  name: "folio_zero_new_buffers",
  file: "fs/buffer.c",
  standsFor: ["page_zero_new_buffers"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: absent,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        folio_test_locked()
        folio_buffers()
        if !
          return
        loop
          buffer_new()
          if
            if > && <
              folio_test_uptodate()
              if !
                folio_zero_segment()
                set_buffer_uptodate()
              clear_buffer_new()
              mark_buffer_dirty()
          test !=
      `,
    },
  ],
};
