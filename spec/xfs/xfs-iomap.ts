import { div, when } from "../../src/language/index.js";
import { mayInvalidate } from "../actors/invalidate-lock.js";
import { asIomapBegin, asIomapEnd } from "../iomap/iomap-iter.js";
import { fileOffset } from "../page-cache/bounds.js";
import { blockOf, roundDown, roundUp, runOfBlocks } from "../page-cache/file.js";
import { truncate_pagecache_range } from "../page-cache/truncate-pagecache-range.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/** Maps for a buffered write, and reserves space where the file has none. */
export const xfs_buffered_write_iomap_begin = asIomapBegin("xfs_buffered_write_iomap_begin");
/** Gives back the reservation for what was not written. */
export const xfs_buffered_write_iomap_end = asIomapEnd("xfs_buffered_write_iomap_end");

/** xfs_buffered_write_iomap_begin(), fs/xfs/xfs_iomap.c, 6.1, without the COW fork: a hole becomes a delayed allocation (NEW). */
export const xfsBufferedWriteIomapBegin = writePath.machine(xfs_buffered_write_iomap_begin, {
  source: "xfs_buffered_write_iomap_begin(), fs/xfs/xfs_iomap.c, 6.1",
  steps: {
    // under the ILOCK: the extent map is looked up, and a reservation made if there is a hole
    map(s, me, p) {
      const first = blockOf(me.pos, p);
      const end = runOfBlocks(s, first, blockOf(roundUp(me.pos + me.length, p), p));
      s.iomap.held = true;
      s.iomap.offset = first * p.BLOCK;
      s.iomap.length = (end - first) * p.BLOCK;
      s.iomap.isNew = s.blocks[first] === "hole";
      s.iomap.current = true;
      if (s.blocks[first] === "hole") {
        for (let block = first; block < end; block++) {
          s.blocks[block] = "delalloc";
          s.ghost.allocated[block] = true;
        }
      }
      s.iomap.type = s.blocks[first];
      return "mapped";
    },
  },
});

/**
 * xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c, 6.1: of a mapping that this write reserved, the part that it did not write
 * is dropped from the page cache and its reservation given back. If nothing was written its start is rounded down.
 */
export const xfsBufferedWriteIomapEnd = writePath.machine(xfs_buffered_write_iomap_end, {
  source: "xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c, 6.1",
  locals: { first: fileOffset, end: fileOffset },
  steps: {
    check(s, me, p) {
      if (!s.iomap.isNew || s.iomap.type !== "delalloc") return "done";
      me.first = me.written === 0 ? roundDown(me.pos, p) : roundUp(me.pos + me.written, p);
      me.end = roundUp(me.pos + me.length, p);
      return me.first < me.end ? "truncate" : "done";
    },

    // xfs_bmap_punch_delalloc_range()
    punch(s, me, p) {
      punchDelalloc(s, me.first, me.end, p);
      return "done";
    },
  },
  calls: {
    truncate: {
      to: truncate_pagecache_range,
      with: (_s, me) => ({ first: me.first, end: me.end }),
      on: { done: () => "punch" },
    },
  },
});

/**
 * xfs_buffered_write_iomap_end() with 198dd8aedee6, which came first of what 6.2 brought: nobody faults a page in, and makes it dirty,
 * between the truncation and the punch. What was dirty before is dropped as ever (bug B10).
 */
export const xfsBufferedWriteIomapEndLocked = writePath.variant(xfsBufferedWriteIomapEnd, "198dd8aedee6", {
  source: "xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c, 198dd8aedee6 (on the way to 6.2)",
  steps: {
    check(s, me, p) {
      if (!s.iomap.isNew || s.iomap.type !== "delalloc") return "done";
      me.first = me.written === 0 ? roundDown(me.pos, p) : roundUp(me.pos + me.written, p);
      me.end = roundUp(me.pos + me.length, p);
      return me.first < me.end ? "lock" : "done";
    },

    // filemap_invalidate_lock()
    lock(s, _me, p) {
      when(mayInvalidate(s, p));
      s.invalidate_lock = "writer";
      return "truncate";
    },

    // xfs_bmap_punch_delalloc_range(), filemap_invalidate_unlock()
    punch(s, me, p) {
      punchDelalloc(s, me.first, me.end, p);
      s.invalidate_lock = "nobody";
      return "done";
    },
  },
});

function punchDelalloc(s: State, first: number, end: number, p: Bounds): void {
  for (let block = div(first, p.BLOCK); block < div(end, p.BLOCK); block++) {
    if (s.blocks[block] === "delalloc") {
      s.blocks[block] = "hole";
      s.ghost.allocated[block] = false;
    }
  }
}
