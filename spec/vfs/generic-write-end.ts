import { writePath } from "../write-path.js";
import { asWriteEnd } from "./address-space-operations.js";
import { block_write_end } from "./block-write-end.js";

/** The usual write_end over buffer heads. Blocks beyond the end of the file are its caller's business. */
export const generic_write_end = asWriteEnd("generic_write_end");

/**
 * generic_write_end(), fs/buffer.c, 6.1. The size is compared with pos + copied even if nothing was accepted: a rejected copy
 * beyond the end of the file makes the file as long as its position. Not modelled: pagecache_isize_extended(), which
 * write-protects the page that held the old end of the file.
 */
export const genericWriteEnd = writePath.machine(generic_write_end, {
  source: "generic_write_end(), fs/buffer.c, 6.1",
  start: "block_write_end",
  steps: {
    // i_size_write(), still under the folio lock: else writeback would zero the new data
    size(s, me) {
      s.i_size = me.pos + me.ret;
      return "unlock";
    },

    // unlock_page(), put_page()
    unlock(s, me) {
      s.folios[me.folio].lock = "nobody";
      return "done";
    },
  },
  calls: {
    block_write_end: {
      to: block_write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.len, copied: me.copied }),
      on: {
        done: (s, me, out) => {
          me.ret = out.ret;
          return me.pos + me.ret > s.i_size ? "size" : "unlock";
        },
      },
    },
  },
});
