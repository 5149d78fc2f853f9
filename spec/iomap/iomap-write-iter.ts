import { fill, min, prototype } from "../../src/language/index.js";
import { errno, fileOffset, folioIndex, writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { faultInIovIterReadable } from "./fault-in.js";
import { iomap_write_begin } from "./iomap-write-begin.js";
import { iomap_write_end } from "./iomap-write-end.js";

/** Copies user memory into the page cache over one mapping: `length` cells at `pos`. */
export const iomap_write_iter = prototype("iomap_write_iter", {
  args: { pos: fileOffset, length: writeLength },
  results: { processed: writeLength, error: errno },
  exits: ["done"],
});

/**
 * copy_page_from_iter_atomic(), lib/iov_iter.c: fills a locked folio from the user's buffer with page faults off, and moves the
 * iterator by what it copied. A cell lands in its right place if the file position and the iterator agree.
 */
export function placeCells(s: State, folio: number, pos: number, copied: number, p: Bounds): void {
  const offset = offsetInPage(pos, p);
  const inStep = pos - s.request.pos === s.iov.position;
  fill(s.folios[folio].cells, offset, offset + copied, inStep ? "new" : "misplaced");
  s.iov.position += copied;
  s.iov.count -= copied;
}

/** Keeps note of a copy that came out short. */
export function noteShortCopy(s: State, copied: number, wanted: number): void {
  s.ghost.short_copy = s.ghost.short_copy || copied < wanted;
}

/** iov_iter_revert(), lib/iov_iter.c. */
export function iovIterRevert(s: State, cells: number): void {
  s.iov.position -= cells;
  s.iov.count += cells;
}

/** Where a write over one mapping stands. */
interface WriteIter {
  pos: number;
  length: number;
  processed: number;
}

/** Moves on by what iomap_write_end() accepted; true while there is more to copy and room in the mapping. */
export function advance(s: State, me: WriteIter, accepted: number): boolean {
  me.pos += accepted;
  me.processed += accepted;
  me.length -= accepted;
  return s.iov.count > 0 && me.length > 0;
}

/**
 * iomap_write_iter(), fs/iomap/buffered-io.c, 5.16 to 6.5. Fault in, lock and prepare a folio, copy with page faults off, commit.
 * When nothing is accepted the same cells are tried again with what was copied as the new length, which is then remembered.
 */
export const iomapWriteIter = writePath.machine(iomap_write_iter, {
  source: "iomap_write_iter(), fs/iomap/buffered-io.c, 5.16",
  version: "5.16",
  locals: { folio: folioIndex, bytes: writeLength, copied: writeLength },
  surprising: { copy: "unless greatest" },
  steps: {
    // top of the loop: at most to the end of the page
    next(s, me, p) {
      me.bytes = min(p.PAGE - offsetInPage(me.pos, p), s.iov.count);
      return "again";
    },

    // again: … fault_in_iov_iter_readable(); gives up only if not one cell can be had
    again(s, me, p) {
      me.bytes = min(me.bytes, me.length);
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue === me.bytes) {
        me.error = "EFAULT";
        return "done";
      }
      return "iomap_write_begin";
    },

    // copy_page_from_iter_atomic()
    copy(s, me, p, choose) {
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      return "iomap_write_end";
    },
  },
  calls: {
    iomap_write_begin: {
      to: iomap_write_begin,
      with: (_s, me) => ({ pos: me.pos, len: me.bytes }),
      on: {
        locked: (_s, me, out) => {
          me.folio = out.folio;
          return "copy";
        },
        stale: () => "done",
        failed: (_s, me) => {
          me.error = "EINTR";
          return "done";
        },
      },
    },
    iomap_write_end: {
      to: iomap_write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
      on: {
        done: (s, me, out) => {
          iovIterRevert(s, me.copied - out.ret);
          if (out.ret === 0) {
            if (me.copied > 0) me.bytes = me.copied;
            return "again";
          }
          return advance(s, me, out.ret) ? "next" : "done";
        },
      },
    },
  },
});
