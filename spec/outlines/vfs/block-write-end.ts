import type { FunctionOutline } from "../function-outline.js";

/** block_write_end(), fs/buffer.c. */
export const blockWriteEndOutline: FunctionOutline = {
  name: "block_write_end",
  file: "fs/buffer.c",
  standsFor: ["block_write_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        if <
          PageUptodate()
          if !
          page_zero_new_buffers()
        flush_dcache_page()
        __block_commit_write()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        if <
          folio_test_uptodate()
          if !
          folio_zero_new_buffers()
        flush_dcache_folio()
        __block_commit_write()
        return
      `,
    },
  ],
};
