import { asIomapBegin } from "../iomap/iomap-iter.js";
import { blockOf, roundUp, runOfBlocks } from "../page-cache/file.js";
import { type State, writePath } from "../write-path.js";

/** Maps for a buffered write, and allocates blocks where the file has none. */
export const gfs2_iomap_begin = asIomapBegin("gfs2_iomap_begin");

/**
 * gfs2_iomap_begin() for a write, fs/gfs2/bmap.c, 5.16, of a file that is not stuffed: under i_rw_mutex the run of blocks is
 * looked up; a hole is allocated and entered in the file at once, up to the end of the request (gfs2_alloc_size). Nothing is
 * zeroed on disk: until the write has filled them the blocks hold what somebody else left there.
 */
export const gfs2IomapBegin = writePath.machine(gfs2_iomap_begin, {
  source: "gfs2_iomap_begin() and gfs2_iomap_alloc(), fs/gfs2/bmap.c, 5.16",
  surprising: { map: "unless greatest" },
  steps: {
    map(s, me, p, choose) {
      const first = blockOf(me.pos, p);
      const end = runOfBlocks(s, first, blockOf(roundUp(me.pos + me.length, p), p));
      const isHole = s.blocks[first] === "hole";
      // the allocator may have no run of free blocks that is long enough, and blocks that are neighbours in the file may be none on disk
      const got = p.SHORT_ALLOCATIONS ? choose.number("blocks", 1, end - first) : end - first;
      if (isHole) allocate(s, first, first + got);
      s.iomap.held = true;
      s.iomap.offset = first * p.BLOCK;
      s.iomap.length = got * p.BLOCK;
      s.iomap.type = "mapped";
      s.iomap.isNew = isHole;
      s.iomap.current = true;
      return "mapped";
    },
  },
});

/** gfs2_iomap_alloc(): gives the blocks from `first` up to, but not including, `end` to the file. */
function allocate(s: State, first: number, end: number): void {
  for (let block = first; block < end; block++) {
    s.blocks[block] = "mapped";
    s.ghost.allocated[block] = true;
  }
}
