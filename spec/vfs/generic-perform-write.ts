import { min, prototype } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { iovIterRevert, noteShortCopy, placeCells } from "../iomap/iomap-write-iter.js";
import { errno, fileOffset, folioIndex, writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { write_begin, write_end } from "./address-space-operations.js";

/** Writes what is left of the user's buffer at `pos`, one folio after the other: cells written if any, otherwise an error. */
export const generic_perform_write = prototype("generic_perform_write", {
  args: { pos: fileOffset },
  results: { written: writeLength, error: errno },
  exits: ["done"],
});

/**
 * generic_perform_write(), mm/filemap.c, 5.16 to 6.14, without signals. Fault in, lock and prepare a folio, copy with page faults
 * off, commit. When nothing is accepted the same cells are tried again with what was copied as the new length.
 */
export const genericPerformWrite = writePath.machine(generic_perform_write, {
  source: "generic_perform_write(), mm/filemap.c, 5.16",
  version: "5.16",
  locals: { folio: folioIndex, bytes: writeLength, copied: writeLength },
  surprising: { copy: "unless greatest" },
  steps: {
    // top of the loop: at most to the end of the page
    next(s, me, p) {
      me.bytes = min(p.PAGE - offsetInPage(me.pos, p), s.iov.count);
      return "again";
    },

    // again: fault_in_iov_iter_readable(); gives up only if not one cell can be had
    again(s, me, p) {
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue === me.bytes) {
        me.error = me.written > 0 ? "ok" : "EFAULT";
        return "done";
      }
      return "write_begin";
    },

    // copy_page_from_iter_atomic()
    copy(s, me, p, choose) {
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      return "write_end";
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
        done: (s, me, out) => {
          iovIterRevert(s, me.copied - out.ret);
          if (out.ret === 0) {
            if (me.copied > 0) me.bytes = me.copied;
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

/**
 * generic_perform_write(), mm/filemap.c, 5.14 and 5.15 (bc1bb416bbb9): gives up as soon as one cell of the range cannot be had, even
 * if others could.
 */
export const genericPerformWriteAllOrEfault = writePath.variant(genericPerformWrite, "5.14", {
  source: "generic_perform_write(), mm/filemap.c, 5.14",
  steps: {
    // again: iov_iter_fault_in_readable()
    again(s, me, p) {
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue > 0) {
        me.error = me.written > 0 ? "ok" : "EFAULT";
        return "done";
      }
      return "write_begin";
    },
  },
});

/**
 * generic_perform_write(), mm/filemap.c, up to 5.13. The copy leaves the iterator alone, and what was accepted moves it. When
 * nothing was, the rest of the iterator's segment is tried, however little was copied: it hopes that one segment is in memory.
 */
export const genericPerformWriteSegment = writePath.variant(genericPerformWriteAllOrEfault, "5.13", {
  source: "generic_perform_write(), mm/filemap.c, 5.13",
  steps: {
    // iov_iter_copy_from_user_atomic(): does not move the iterator
    copy(s, me, p, choose) {
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      iovIterRevert(s, me.copied);
      return "write_end";
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

/** iov_iter_advance(), lib/iov_iter.c. */
export function iovIterAdvance(s: State, cells: number): void {
  s.iov.position += cells;
  s.iov.count -= cells;
}

/**
 * iov_iter_single_seg_count(), lib/iov_iter.c: what is left of the segment that the iterator stands in. Empty segments are passed
 * over; the kernel makes one idle round for each of them, with nothing to copy.
 */
export function iovIterSingleSegCount(s: State, p: Bounds): number {
  let before = 0;
  let rest = 0;
  for (let segment = 0; segment < p.SEGMENTS; segment++) {
    const { length } = s.user.segments[segment];
    if (s.iov.position >= before && s.iov.position < before + length) rest = before + length - s.iov.position;
    before += length;
  }
  return min(rest, s.iov.count);
}
