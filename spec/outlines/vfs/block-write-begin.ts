import type { FunctionOutline } from "../function-outline.js";

/** block_write_begin(), fs/buffer.c. */
export const blockWriteBeginOutline: FunctionOutline = {
  name: "block_write_begin",
  file: "fs/buffer.c",
  standsFor: ["block_write_begin"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        grab_cache_page_write_begin()
        if !
          return
        __block_write_begin()
        if
          unlock_page()
          put_page()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        mapping_gfp_mask()
        __filemap_get_folio()
        if
          return
        __block_write_begin_int()
        if
          folio_unlock()
          folio_put()
        return
      `,
    },
  ],
};
