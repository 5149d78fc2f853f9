import type { FunctionOutline } from "../function-outline.js";

/** generic_write_end(), fs/buffer.c. */
export const genericWriteEndOutline: FunctionOutline = {
  name: "generic_write_end",
  file: "fs/buffer.c",
  standsFor: ["generic_write_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        block_write_end()
        if >
          i_size_write()
        unlock_page()
        put_page()
        if <
          pagecache_isize_extended()
        if
          mark_inode_dirty()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        block_write_end()
        if >
          i_size_write()
        folio_unlock()
        folio_put()
        if <
          pagecache_isize_extended()
        if
          mark_inode_dirty()
        return
      `,
    },
  ],
};
