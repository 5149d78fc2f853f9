/**
 * generic_perform_write() where a part of a user page may be out of reach: on arm64 with memory tags, which guard 16 bytes each, or on
 * device memory. The fault-in looks at one byte of a page; the copy may meet a fault in the middle of it.
 *
 * In these machines a "user page" of the model is one granule of tags, and all of the buffer lies in one page of memory: `resident` is a
 * granule whose tag the pointer has, `invalid` one whose tag it has not.
 */
import { div } from "../../src/language/index.js";
import { noteShortCopy, placeCells } from "../iomap/iomap-write-iter.js";
import { residencyAt, residentPrefix } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { genericPerformWriteAllOrEfault, genericPerformWriteSegment } from "./generic-perform-write.js";

/** Cells that a copy loads at once: all of them, or none. */
const ACCESS = 2;

/** fault_in_pages_readable() of memory within one page: one byte, where the iterator stands. */
function canTouch(s: State, p: Bounds): boolean {
  return residencyAt(s.user, s.iov.position, p) === "resident";
}

/** generic_perform_write(), mm/filemap.c, 5.14, over memory with tags. The copy owes at least one cell if the first can be read. */
export const genericPerformWriteTags = writePath.variant(genericPerformWriteAllOrEfault, "5.14, memory tags", {
  source: "generic_perform_write(), mm/filemap.c; raw_copy_from_user(), arch/arm64/lib/copy_from_user.S, 5.14",
  steps: {
    again(s, me, p) {
      if (canTouch(s, p)) return "write_begin";
      me.error = me.written > 0 ? "ok" : "EFAULT";
      return "done";
    },
  },
});

/**
 * The same before 295cf156231c: loads are of several bytes, and one that meets a fault gives none of them, although a shorter one would
 * have given some. At the start of the range that is a copy of nothing.
 */
export const genericPerformWriteTagsPremature = writePath.variant(genericPerformWriteTags, "5.13, memory tags", {
  source: "generic_perform_write(), mm/filemap.c, 5.14; raw_copy_from_user(), arch/arm64/lib/copy_from_user.S, 5.13",
  steps: {
    copy(s, me, p) {
      const reach = residentPrefix(s.user, s.iov.position, me.bytes, p);
      me.copied = reach === me.bytes ? reach : div(reach, ACCESS) * ACCESS;
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      return "write_end";
    },
  },
});

/** The loop of 5.13 over memory with tags, with a copy that owes at least one cell. */
export const genericPerformWriteSegmentTags = writePath.variant(genericPerformWriteSegment, "5.13 with 295cf156231c, memory tags", {
  source: "generic_perform_write(), mm/filemap.c, 5.13; raw_copy_from_user(), arch/arm64/lib/copy_from_user.S, 5.14",
  steps: {
    again(s, me, p) {
      if (canTouch(s, p)) return "write_begin";
      me.error = me.written > 0 ? "ok" : "EFAULT";
      return "done";
    },
  },
});
