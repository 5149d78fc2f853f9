import { min, prototype } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { noteShortCopy, placeCells } from "../iomap/iomap-write-iter.js";
import { fileOffset, folioIndex, pageLength } from "../page-cache/bounds.js";
import { lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { leftOfSegment, segmentAfterAdvance, segmentIndex } from "./iov-segment.js";

/**
 * Copies from the user's buffer into pages that the daemon will be sent; they stay locked. `from` and `to`: the segment that the iterator stands in.
 */
export const fuse_fill_write_pages = prototype("fuse_fill_write_pages", {
  args: { pos: fileOffset, from: segmentIndex },
  results: { folio: folioIndex, count: pageLength, to: segmentIndex },
  exits: ["filled", "efault"],
});

/**
 * fuse_fill_write_pages(), fs/fuse/file.c, 4.4 (3ca8138f014a), to a daemon that did not ask for big writes: one page a request. Only the segment that
 * the iterator stands in is faulted in, while the copy goes on into the next ones.
 */
export const fuseFillWritePages = writePath.machine(fuse_fill_write_pages, {
  source: "fuse_fill_write_pages(), fs/fuse/file.c, 4.4",
  version: "4.4",
  locals: { bytes: pageLength },
  surprising: { copy: "unless greatest" },
  steps: {
    // at most to the end of the page
    begin(s, me, p) {
      me.to = me.from;
      me.bytes = min(p.PAGE - offsetInPage(me.pos, p), s.iov.count);
      return "again";
    },

    // again: iov_iter_fault_in_readable()
    again(s, me, p) {
      const residue = faultInIovIterReadable(s, min(me.bytes, leftOfSegment(s, me.to, p)), p);
      return residue > 0 ? "efault" : "grab_page";
    },

    // grab_cache_page_write_begin()
    grab_page(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      return "copy";
    },

    // iov_iter_copy_from_user_atomic(); iov_iter_advance(), by nothing too
    copy(s, me, p, choose) {
      me.count = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      takeCells(s, me.folio, me.pos, me.count, me.bytes, p);
      me.to = segmentAfterAdvance(s, me.to, p);
      return me.count === 0 ? "shorten" : "filled";
    },

    // unlock_page(); tries again with no more than the segment has
    shorten(s, me, p) {
      s.folios[me.folio].lock = "nobody";
      me.bytes = min(me.bytes, leftOfSegment(s, me.to, p));
      return "again";
    },
  },
});

/** fuse_fill_write_pages(), fs/fuse/file.c, up to 4.3: a copy of nothing does not move the iterator, which stays in front of an empty segment. */
export const fuseFillWritePagesStuck = writePath.variant(fuseFillWritePages, "4.3", {
  source: "fuse_fill_write_pages(), fs/fuse/file.c, 4.3",
  steps: {
    copy(s, me, p, choose) {
      me.count = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      takeCells(s, me.folio, me.pos, me.count, me.bytes, p);
      if (me.count === 0) return "shorten";
      me.to = segmentAfterAdvance(s, me.to, p);
      return "filled";
    },
  },
});

/** Puts what was copied into the folio, and keeps note of a copy that came out short. */
function takeCells(s: State, folio: number, pos: number, copied: number, wanted: number, p: Bounds): void {
  placeCells(s, folio, pos, copied, p);
  noteShortCopy(s, copied, wanted);
}
