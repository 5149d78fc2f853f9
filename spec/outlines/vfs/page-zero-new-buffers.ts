import { absent, type FunctionOutline } from "../function-outline.js";

/** page_zero_new_buffers(), fs/buffer.c. */
export const pageZeroNewBuffersOutline: FunctionOutline = {
  name: "page_zero_new_buffers",
  file: "fs/buffer.c",
  standsFor: ["page_zero_new_buffers"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        PageLocked()
        page_has_buffers()
        if !
          return
        loop
          buffer_new()
          if
            if > && <
              PageUptodate()
              if !
                zero_user()
                set_buffer_uptodate()
              clear_buffer_new()
              mark_buffer_dirty()
          test !=
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: absent,
    },
  ],
};
