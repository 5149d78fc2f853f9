/** Writes to a file whose blocks another file may share, fs/xfs/xfs_iomap.c and fs/xfs/xfs_reflink.c. The file has no holes here. */
import { fill, min, when } from "../../src/language/index.js";
import { mayInvalidate } from "../actors/invalidate-lock.js";
import { iomapPageMkwrite } from "../actors/iomap-page-mkwrite.js";
import { blockIndex, NONE } from "../page-cache/bounds.js";
import { blockOf, roundDown, roundUp } from "../page-cache/file.js";
import { pageOf } from "../page-cache/folio.js";
import type { Bounds } from "../write-path.js";
import { type ReflinkState, reflinkPath } from "./reflink-path.js";
import { xfs_buffered_write_iomap_begin, xfs_buffered_write_iomap_end } from "./xfs-iomap.js";
import { isDirty } from "./xfs-iomap-punch.js";

/**
 * xfs_buffered_write_iomap_begin(), fs/xfs/xfs_iomap.c, 6.2 to 6.11, of a block that is shared: space is reserved in the COW fork, and the
 * block itself is where the write will read what it does not overwrite. The mapping does not say that the reservation is new.
 */
export const xfsBufferedWriteIomapBeginCow = reflinkPath.machine(xfs_buffered_write_iomap_begin, {
  source: "xfs_buffered_write_iomap_begin(), fs/xfs/xfs_iomap.c, 6.2, with a COW fork",
  version: "6.2, with a COW fork",
  steps: {
    // under the ILOCK: the data fork is looked up, then the COW fork, in which space is reserved if it has none
    map(s, me, p) {
      const first = blockOf(me.pos, p);
      const end = runOfAlike(s, first, blockOf(roundUp(me.pos + me.length, p), p));
      holdSource(s, first, end, p);
      s.cow.isShared = s.cow.shared[first];
      if (s.cow.shared[first]) fill(s.cow.reserved, first, end, true);
      return "mapped";
    },
  },
});

/** xfs_buffered_write_iomap_begin() since 6.12: reservations in the COW fork are marked as new, too. */
export const xfsBufferedWriteIomapBeginCowNew = reflinkPath.variant(xfsBufferedWriteIomapBeginCow, "6.12, with a COW fork", {
  source: "xfs_buffered_write_iomap_begin(), fs/xfs/xfs_iomap.c, 6.12, with a COW fork",
  steps: {
    map(s, me, p) {
      const first = blockOf(me.pos, p);
      const end = runOfAlike(s, first, blockOf(roundUp(me.pos + me.length, p), p));
      holdSource(s, first, end, p);
      s.cow.isShared = s.cow.shared[first];
      s.cow.isNew = s.cow.shared[first] && !s.cow.reserved[first];
      if (s.cow.shared[first]) fill(s.cow.reserved, first, end, true);
      return "mapped";
    },
  },
});

/** xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c, 6.12: what a write has reserved in the COW fork, and no dirty folio needs, is given back there. */
export const xfsBufferedWriteIomapEndCow = reflinkPath.machine(xfs_buffered_write_iomap_end, {
  source: "xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c, and iomap_write_delalloc_release(), fs/iomap/buffered-io.c, 6.12",
  version: "6.12, with a COW fork",
  locals: { block: blockIndex, end: blockIndex },
  steps: {
    check(s, me, p) {
      if (!s.cow.isNew) return "done";
      me.block = blockOf(me.written === 0 ? roundDown(me.pos, p) : roundUp(me.pos + me.written, p), p);
      me.end = blockOf(roundUp(me.pos + me.length, p), p);
      return me.block < me.end ? "lock" : "done";
    },

    // filemap_invalidate_lock()
    lock(s, _me, p) {
      when(mayInvalidate(s, p));
      s.invalidate_lock = "writer";
      return "scan";
    },

    // iomap_write_delalloc_scan(), xfs_buffered_write_delalloc_punch() of the COW fork: one block, up to the end of the file as in the data fork
    scan(s, me, p) {
      if (me.block === me.end) {
        s.invalidate_lock = "nobody";
        return "done";
      }
      const folio = s.page_cache[pageOf(me.block * p.BLOCK, p)];
      if (folio !== NONE) when(s.folios[folio].lock === "nobody");
      const isKept = (me.block + 1) * p.BLOCK <= s.i_size && isDirty(s, me.block, p);
      if (!isKept) s.cow.reserved[me.block] = false;
      me.block += 1;
      return "scan";
    },
  },
});

/** iomap_page_mkwrite() of a page with shared blocks: space is reserved for them, also if a write holds a mapping of them. */
export const iomapPageMkwriteCow = reflinkPath.variant(iomapPageMkwrite, "5.16, with a COW fork", {
  steps: {
    // for each mapping up to the end of the page or of the file: xfs_buffered_write_iomap_begin(), under the ILOCK
    iomap_begin(s, me, p) {
      const end = blockOf(roundUp(min((me.page + 1) * p.PAGE, s.i_size), p), p);
      for (let block = me.page * p.BLOCKS_PER_PAGE; block < end; block++) {
        if (s.cow.shared[block] && !s.cow.reserved[block]) {
          s.cow.reserved[block] = true;
          if (s.cow.isShared) s.iomap.current = false;
        }
      }
      return "set_page_dirty";
    },
  },
});

/** The first block from `from` on that is shared, or reserved, otherwise than `from` is; at most `end`. */
function runOfAlike(s: ReflinkState, from: number, end: number): number {
  let run = end;
  for (let block = end - 1; block > from; block--) {
    if (s.cow.shared[block] !== s.cow.shared[from] || s.cow.reserved[block] !== s.cow.reserved[from]) run = block;
  }
  return run;
}

/** The mapping to read from: blocks of the data fork, which are on disk. */
function holdSource(s: ReflinkState, first: number, end: number, { BLOCK }: Bounds): void {
  s.iomap.held = true;
  s.iomap.offset = first * BLOCK;
  s.iomap.length = (end - first) * BLOCK;
  s.iomap.type = "mapped";
  s.iomap.current = true;
}
