import { div, min, mod, range } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { iovIterRevert, noteShortCopy, placeCells } from "../iomap/iomap-write-iter.js";
import { bounds, folioIndex, writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { writePath } from "../write-path.js";
import { write_begin, write_end } from "./address-space-operations.js";
import { generic_perform_write } from "./generic-perform-write.js";

/**
 * generic_perform_write(), mm/filemap.c, 6.15 and later (665575cff098), without signals. Nothing is faulted in beforehand: the copy is
 * tried first, and only when it had not one cell is the range faulted in, after the folio was unlocked. So a first touch of memory
 * that is not resident has allocated and zeroed blocks already. Large folios: each failure halves the chunk, down to a page.
 */
export const genericPerformWriteFaultAfter = writePath.machine(generic_perform_write, {
  source: "generic_perform_write(), mm/filemap.c, 6.15",
  version: "6.15",
  locals: {
    folio: folioIndex,
    bytes: writeLength,
    copied: writeLength,
    /** Cells that one round may copy: mapping_max_folio_size(), at least a page, and halved by failures. */
    chunk: bounds.domain(({ CHUNK }) => range(0, CHUNK)),
  },
  surprising: { copy: "unless greatest" },
  steps: {
    start(_s, me, p) {
      me.chunk = p.CHUNK;
      return "next";
    },

    // top of the loop: at most to the end of the chunk
    next(s, me) {
      me.bytes = min(me.chunk - mod(me.pos, me.chunk), s.iov.count);
      return "write_begin";
    },

    // retry: with what was copied, in a chunk that may have shrunk
    retry(_s, me) {
      me.bytes = min(me.chunk - mod(me.pos, me.chunk), me.bytes);
      return "write_begin";
    },

    // at most to the end of the folio that write_begin found; copy_folio_from_iter_atomic()
    copy(s, me, p, choose) {
      me.bytes = min(me.bytes, p.PAGE - offsetInPage(me.pos, p));
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      return "write_end";
    },

    // the folio is unlocked, so that faults on it can be served: fault_in_iov_iter_readable()
    fault_in(s, me, p) {
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue === me.bytes) {
        me.error = me.written > 0 ? "ok" : "EFAULT";
        return "done";
      }
      return "next";
    },
  },
  calls: {
    write_begin: {
      to: write_begin,
      with: (_s, me) => ({ pos: me.pos, len: me.bytes }),
      on: {
        locked: (_s, me, out) => {
          me.folio = out.folio;
          return "copy";
        },
      },
    },
    write_end: {
      to: write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
      on: {
        done: (s, me, out, p) => {
          iovIterRevert(s, me.copied - out.ret);
          if (out.ret > 0) {
            me.pos += out.ret;
            me.written += out.ret;
            return s.iov.count > 0 ? "next" : "done";
          }
          if (me.chunk > p.PAGE) me.chunk = div(me.chunk, 2);
          if (me.copied === 0) return "fault_in";
          me.bytes = me.copied;
          return "retry";
        },
      },
    },
  },
});
