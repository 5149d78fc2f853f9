import { min } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { write_end } from "./address-space-operations.js";
import { genericPerformWriteSegment, iovIterAdvance, iovIterSingleSegCount } from "./generic-perform-write.js";

/**
 * generic_perform_write(), mm/filemap.c, with iov_iter_fault_in_readable(), lib/iov_iter.c, up to 4.7: only what lies in the segment in
 * which the iterator stands is faulted in, and an empty one has nothing to fault in. The copy goes on through all segments.
 */
export const genericPerformWriteFirstSegment = writePath.variant(genericPerformWriteSegment, "4.7", {
  source: "generic_perform_write(), mm/filemap.c; iov_iter_fault_in_readable(), lib/iov_iter.c, 4.7",
  locals: {
    /** Cells that are faulted in before the next try. */
    prefault: writeLength,
  },
  steps: {
    next(s, me, p) {
      me.bytes = min(p.PAGE - offsetInPage(me.pos, p), s.iov.count);
      me.prefault = min(me.bytes, leftOfSegment(s, p));
      return "again";
    },

    again(s, me, p) {
      const residue = faultInIovIterReadable(s, me.prefault, p);
      if (residue > 0) {
        me.error = me.written > 0 ? "ok" : "EFAULT";
        return "done";
      }
      return "write_begin";
    },
  },
  calls: {
    write_end: {
      to: write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
      on: {
        done: (s, me, out, p) => {
          iovIterAdvance(s, out.ret);
          if (out.ret === 0) {
            me.bytes = min(p.PAGE - offsetInPage(me.pos, p), iovIterSingleSegCount(s, p));
            me.prefault = me.bytes;
            return "again";
          }
          me.pos += out.ret;
          me.written += out.ret;
          return s.iov.count > 0 ? "next" : "done";
        },
      },
    },
  },
});

/** What is left of the segment in which the iterator stands. It enters a segment when the one before is used up, be it an empty one. */
function leftOfSegment(s: State, p: Bounds): number {
  let end = 0;
  let left = 0;
  let found = false;
  for (let segment = 0; segment < p.SEGMENTS; segment++) {
    const start = end;
    end += s.user.segments[segment].length;
    if (!found && s.iov.position >= start && (s.iov.position < end || s.iov.position === start)) {
      found = true;
      left = end - s.iov.position;
    }
  }
  return left;
}
