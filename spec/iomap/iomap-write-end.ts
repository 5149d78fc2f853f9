import { div, fill, prototype } from "../../src/language/index.js";
import { fileOffset, folioIndex, writeLength } from "../page-cache/bounds.js";
import { type Folio, offsetInPage } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { setRangeUptodate } from "./iomap-write-begin.js";
import { iomap_write_failed } from "./iomap-write-failed.js";

/** Commits `copied` of `len` cells in the locked folio and unlocks it: `ret` is 0 or `copied`. */
export const iomap_write_end = prototype("iomap_write_end", {
  args: { folio: folioIndex, pos: fileOffset, len: writeLength, copied: writeLength },
  results: { ret: writeLength },
  exits: ["done"],
});

/**
 * __iomap_write_end()'s rule: a short copy into a folio that is not uptodate commits nothing; its cells stay behind as junk that
 * nobody may read. Anything else commits what was copied.
 */
export function isRejected(folio: Folio, copied: number, len: number): boolean {
  return copied < len && !folio.uptodate;
}

/** Marks the written range uptodate (all of `len`: either the folio already is, or everything was copied) and dirty. */
export function commit(s: State, index: number, pos: number, len: number, copied: number, p: Bounds): void {
  const folio = s.folios[index];
  const offset = offsetInPage(pos, p);
  s.ghost.partial_commit = s.ghost.partial_commit || (copied > 0 && copied < len);
  s.ghost.short_commit = s.ghost.short_commit || (copied < len && !folio.uptodate);
  setRangeUptodate(folio, offset, len, p);
  if (p.PER_BLOCK_DIRTY && copied > 0) fill(folio.block_dirty, div(offset, p.BLOCK), div(offset + copied + p.BLOCK - 1, p.BLOCK), true);
  folio.dirty = true;
}

/**
 * iomap_write_end(), fs/iomap/buffered-io.c, 5.16 to 6.9. Not modelled: pagecache_isize_extended(), which write-protects the page
 * that held the old end of the file.
 */
export const iomapWriteEnd = writePath.machine(iomap_write_end, {
  source: "iomap_write_end(), fs/iomap/buffered-io.c, 5.16",
  version: "5.16",
  steps: {
    // __iomap_write_end()
    accept(s, me, p) {
      if (!isRejected(s.folios[me.folio], me.copied, me.len)) {
        me.ret = me.copied;
        commit(s, me.folio, me.pos, me.len, me.copied, p);
      }
      return me.pos + me.ret > s.i_size ? "size" : "unlock";
    },

    // i_size_write(), still under the folio lock: else writeback would zero the new data. Past the end of the file even a copy that
    // was rejected moves the end to where the write would have begun.
    size(s, me) {
      s.i_size = me.pos + me.ret;
      s.iomap.size_changed = true;
      return "unlock";
    },

    // unlock_page(), put_page()
    unlock(s, me) {
      s.folios[me.folio].lock = "nobody";
      return me.ret < me.len ? "iomap_write_failed" : "done";
    },
  },
  calls: {
    iomap_write_failed: {
      to: iomap_write_failed,
      with: (_s, me) => ({ pos: me.pos, len: me.len }),
      on: { done: () => "done" },
    },
  },
});

/**
 * iomap_write_end() and the tail of iomap_write_iter() that took over its end, 6.10 and later (e1f453d4336d): what was allocated
 * beyond the end of the file is trimmed only if nothing at all was accepted.
 */
export const iomapWriteEndAllOrNothing = writePath.variant(iomapWriteEnd, "6.10", {
  source: "iomap_write_end() and iomap_write_iter(), fs/iomap/buffered-io.c, 6.10",
  steps: {
    unlock(s, me) {
      s.folios[me.folio].lock = "nobody";
      return me.ret === 0 ? "iomap_write_failed" : "done";
    },
  },
});
