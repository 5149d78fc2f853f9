import type { FunctionOutline } from "../function-outline.js";

/** __block_commit_write(), fs/buffer.c. */
export const innerBlockCommitWriteOutline: FunctionOutline = {
  name: "__block_commit_write",
  file: "fs/buffer.c",
  standsFor: ["block_write_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        loop
          if <= || >=
            buffer_uptodate()
            if !
          else
            set_buffer_uptodate()
            mark_buffer_dirty()
          buffer_new()
          if
            clear_buffer_new()
          test !=
        if !
          SetPageUptodate()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        folio_buffers()
        if !
          return
        loop
          if <= || >=
            buffer_uptodate()
            if !
          else
            set_buffer_uptodate()
            mark_buffer_dirty()
          buffer_new()
          if
            clear_buffer_new()
          test !=
        if !
          folio_mark_uptodate()
      `,
    },
  ],
};
