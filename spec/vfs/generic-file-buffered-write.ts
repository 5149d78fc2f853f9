import { iovIterRevert, noteShortCopy, placeCells } from "../iomap/iomap-write-iter.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { writePath } from "../write-path.js";
import { fault_in_pages_readable, isAbsent } from "./fault-in-pages-readable.js";
import { genericPerformWriteSegment } from "./generic-perform-write.js";

/**
 * generic_perform_write(), mm/filemap.c, 2.6.24 (08291429cfa6): page faults are served before the folio is locked, and the copy runs with page faults
 * off. Apart from the fault-in, which is a function here since its faults are served step by step, it is what 5.13 has.
 */
export const genericPerformWriteOf2_6_24 = writePath.variant(genericPerformWriteSegment, "2.6.24", {
  source: "generic_perform_write(), mm/filemap.c, 2.6.24",
  steps: {
    // again:
    again() {
      return "fault_in_pages_readable";
    },
  },
  calls: {
    fault_in_pages_readable: {
      to: fault_in_pages_readable,
      with: (_s, me) => ({ length: me.bytes }),
      on: {
        done: (_s, me, out) => {
          if (out.residue === 0) return "write_begin";
          me.error = me.written > 0 ? "ok" : "EFAULT";
          return "done";
        },
      },
    },
  },
});

/**
 * generic_file_buffered_write(), mm/filemap.c, 2.6.23. It faults the page in "first", as its comment says, to avoid a nasty deadlock; but what it
 * copies with, filemap_copy_from_user(), serves page faults as well, with the folio locked.
 */
export const genericFileBufferedWrite = writePath.variant(genericPerformWriteOf2_6_24, "2.6.23", {
  source: "generic_file_buffered_write(), mm/filemap.c, 2.6.23",
  steps: {
    // filemap_copy_from_user(): first without page faults, and then with them
    copy(s, me, p, choose) {
      if (isAbsent(s, me.bytes, p)) return "fault_in_copy";
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      iovIterRevert(s, me.copied);
      return "write_end";
    },
  },
  calls: {
    fault_in_copy: {
      to: fault_in_pages_readable,
      with: (_s, me) => ({ length: me.bytes }),
      on: { done: () => "copy" },
    },
  },
});
