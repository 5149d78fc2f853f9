import { asIomapEnd } from "../iomap/iomap-iter.js";
import { fileOffset } from "../page-cache/bounds.js";
import { blockOf, freeBlocks, roundDown, roundUp } from "../page-cache/file.js";
import { truncate_pagecache_range } from "../page-cache/truncate-pagecache-range.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/** Frees the blocks that a short write allocated in vain. */
export const gfs2_iomap_end = asIomapEnd("gfs2_iomap_end");

/**
 * gfs2_iomap_end(), fs/gfs2/bmap.c, 4.19 to 5.18-rc (64bc06bb32ee): of a mapping that this write allocated, what it did not write
 * leaves the page cache and its blocks are freed. The end of the write is rounded down: the block that it would have ended in is
 * kept, with what is on disk there.
 */
export const gfs2IomapEndOld = writePath.machine(gfs2_iomap_end, {
  source: "gfs2_iomap_end(), fs/gfs2/bmap.c, 4.19",
  version: "4.19",
  locals: { hstart: fileOffset, hend: fileOffset },
  steps: {
    check(s, me, p) {
      if (me.length === me.written || !s.iomap.isNew) return "done";
      me.hstart = roundUp(me.pos + me.written, p);
      me.hend = roundDown(me.pos + me.length, p);
      return me.hstart < me.hend ? "truncate_pagecache_range" : "done";
    },

    punch_hole(s, me, p) {
      punchHole(s, me.hstart, me.hend, p);
      return "done";
    },
  },
  calls: {
    truncate_pagecache_range: {
      to: truncate_pagecache_range,
      with: (_s, me) => ({ first: me.hstart, end: me.hend }),
      on: { done: () => "punch_hole" },
    },
  },
});

/**
 * gfs2_iomap_end(), fs/gfs2/bmap.c, 5.18 (d031a8866e70; also in 5.4 and later stable kernels): the hole ends with the mapping. Its
 * start is still rounded up when nothing was written, so that a write from the middle of a block keeps that block.
 */
export const gfs2IomapEnd = writePath.variant(gfs2IomapEndOld, "5.18", {
  source: "gfs2_iomap_end(), fs/gfs2/bmap.c, 5.18",
  steps: {
    check(s, me, p) {
      if (me.length === me.written || !s.iomap.isNew) return "done";
      me.hstart = roundUp(me.pos + me.written, p);
      me.hend = s.iomap.offset + s.iomap.length;
      return me.hstart < me.hend ? "truncate_pagecache_range" : "done";
    },
  },
});

/** punch_hole(): frees the blocks of a range. */
function punchHole(s: State, hstart: number, hend: number, p: Bounds): void {
  const first = blockOf(hstart, p);
  const end = blockOf(hend, p);
  for (let block = first; block < end; block++) {
    s.ghost.allocated[block] = false;
  }
  freeBlocks(s, first, end, p);
}
