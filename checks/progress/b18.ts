/**
 * writev(2) with an empty first segment (CVE-2015-8785, fuse_fill_write_pages()). Only the segment that the iterator stands in is faulted in,
 * which has no cell; so nothing is copied, and the length to try again is that of the empty segment: nothing, for ever. The fix moves
 * the iterator on even by nothing, and so past the empty segment.
 *
 * The machine is generic_perform_write() of 5.13, with the fault-in that it had until 4.8 (d4690f1e1cda) and, for the defect, fuse's
 * retry. Fuse's batches of pages are left out.
 */
import { placeFile, placeWrite } from "../../spec/initial.js";
import { faultInIovIterReadable } from "../../spec/iomap/fault-in.js";
import { v5_13 } from "../../spec/kernels.js";
import { progressOf } from "../../spec/progress.js";
import { everyUndisturbedWriteReturns } from "../../spec/properties/every-write-returns.js";
import { write_end } from "../../spec/vfs/address-space-operations.js";
import { genericPerformWriteSegment, iovIterAdvance, iovIterSingleSegCount } from "../../spec/vfs/generic-perform-write.js";
import { ext2Write } from "../../spec/workbench.js";
import { type Bounds, type State, writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, min, patch } from "../../src/language/index.js";

/** What is left of the segment that the iterator stands in, if nothing has moved it past an empty first one. */
function leftOfFirstSegment(s: State, p: Bounds): number {
  return s.iov.position === 0 && s.user.segments[0].length === 0 ? 0 : iovIterSingleSegCount(s, p);
}

/** fuse_fill_write_pages(), fs/fuse/file.c, 4.3, as a version of generic_perform_write(). */
const stuckBeforeEmptySegment = writePath.variant(genericPerformWriteSegment, "4.3, as fuse", {
  source: "fuse_fill_write_pages(), fs/fuse/file.c, 4.3",
  steps: {
    again(s, me, p) {
      const residue = faultInIovIterReadable(s, min(me.bytes, leftOfFirstSegment(s, p)), p);
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
            me.bytes = min(me.bytes, leftOfFirstSegment(s, p));
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

/** With the fix: iov_iter_advance() comes first, even by nothing, and leaves no empty segment in front. */
const passesEmptySegment = writePath.variant(stuckBeforeEmptySegment, "4.4, as fuse", {
  source: "fuse_fill_write_pages(), fs/fuse/file.c, 4.4",
  calls: {
    write_end: {
      to: write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
      on: {
        done: (s, me, out, p) => {
          iovIterAdvance(s, out.ret);
          if (out.ret === 0) {
            me.bytes = min(p.PAGE, iovIterSingleSegCount(s, p));
            return "fault_in_segment";
          }
          me.pos += out.ret;
          me.written += out.ret;
          return s.iov.count > 0 ? "next" : "done";
        },
      },
    },
  },
  steps: {
    // again: with the iterator in a segment that has something
    fault_in_segment(s, me, p) {
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue > 0) {
        me.error = me.written > 0 ? "ok" : "EFAULT";
        return "done";
      }
      return "write_begin";
    },
  },
});

const stuck = patch("stuck-before-empty-segment", { title: "nothing moves the iterator past an empty segment", links: [stuckBeforeEmptySegment] });
const passes = patch("passes-empty-segment", { title: "the iterator is moved past an empty segment", links: [passesEmptySegment] });
/** One or two cells, all of them in the second segment; the first is empty. */
const emptyFirstSegment = writePath.initial((s, p, choose) => {
  placeFile(s, p.PAGE, p);
  placeWrite(s, choose.number("pos", 0, 1), 0, 0);
  s.request.length = choose.number("length", 1, 2);
  s.user.segments[1].start = p.PAGE;
  s.user.segments[1].length = s.request.length;
  s.user.pages[1] = choose.oneOf("user page", ["resident", "absent", "invalid"]);
  s.iov.count = s.request.length;
});

const asks = (kernel: Kernel) => progressOf(ext2Write, kernel, [everyUndisturbedWriteReturns], { initial: emptyFirstSegment, set: { SEGMENTS: 2 } });

export const b18 = defineCheck({
  id: "progress/b18",
  title: "A write whose first segment is empty returns",
  by: "CVE-2015-8785 (fuse: break infinite loop in fuse_fill_write_pages)",
  refutedBy: "a write that goes round for ever, left in peace",
  expect: "violated",
  // the file has its full length already
  unreached: ["**/generic_write_end.size", "**/ext2_write_failed.free", "**/ext2_write_failed/truncate_pagecache.folio"],
  runs: [
    { name: "as fuse in 4.3", expect: "violated", model: asks(apply(v5_13, stuck)) },
    { name: "as fuse in 4.4", role: "contrast", expect: "holds", model: asks(apply(v5_13, passes)) },
  ],
  mutant: { patch: passes, turns: "holds" },
});
