import { div, fill, mod, when } from "../../src/language/index.js";
import { fileOffset, folioIndex } from "../page-cache/bounds.js";
import { blockOf, freeBlocks, roundUp } from "../page-cache/file.js";
import { lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { truncate_pagecache_range } from "../page-cache/truncate-pagecache-range.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { mayInvalidate } from "./invalidate-lock.js";
import { readFolio } from "./read-folio.js";

/**
 * truncate(2) to a smaller size, on xfs: xfs_setattr_size(), fs/xfs/xfs_iops.c, 6.1, under i_rwsem and invalidate_lock (both
 * exclusive). First the rest of the block that will hold the end of the file is zeroed, then i_size shrinks, then the page cache
 * behind it goes, and only then the blocks: whoever looks in between finds zeros, or old data of this file.
 */
export const truncate = writePath.actor("truncate", {
  source: "xfs_setattr_size(), fs/xfs/xfs_iops.c, 6.1",
  exits: ["returned"],
  locals: { newsize: fileOffset, folio: folioIndex },
  steps: {
    lock(s, me, p, choose) {
      const newsize = choose.number("new size", 0, p.FILE - 1);
      when(s.i_rwsem === "nobody");
      if (newsize >= s.i_size) return "returned";
      s.i_rwsem = "truncater";
      s.ghost.truncated = true;
      me.newsize = newsize;
      return "filemap_invalidate_lock";
    },

    filemap_invalidate_lock(s, me, p) {
      when(mayInvalidate(s, p));
      s.invalidate_lock = "truncater";
      return needsZeroing(s, me.newsize, p) ? "iomap_truncate_page" : "i_size_write";
    },

    // iomap_write_begin() for the block that holds the new end
    iomap_truncate_page(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.newsize, p), "truncater", p);
      return "read";
    },

    // __iomap_write_begin(): what is not uptodate is read
    read(s, me, p) {
      if (!s.folios[me.folio].uptodate) readFolio(s, s.folios[me.folio], p);
      return "iomap_zero_iter";
    },

    // folio_zero_range(), iomap_write_end()
    iomap_zero_iter(s, me, p) {
      const folio = s.folios[me.folio];
      const offset = offsetInPage(me.newsize, p);
      fill(folio.cells, offset, roundUp(offset, p), "zero");
      folio.dirty = true;
      if (p.PER_BLOCK_DIRTY) folio.block_dirty[div(offset, p.BLOCK)] = true;
      folio.lock = "nobody";
      return "i_size_write";
    },

    // truncate_setsize()
    i_size_write(s, me) {
      s.i_size = me.newsize;
      return "truncate_pagecache";
    },

    // xfs_itruncate_extents()
    free_blocks(s, me, p) {
      const first = blockOf(roundUp(me.newsize, p), p);
      freeBlocks(s, first, p.BLOCKS, p);
      fill(s.ghost.allocated, first, p.BLOCKS, false);
      s.invalidate_lock = "nobody";
      s.i_rwsem = "nobody";
      return "returned";
    },
  },
  calls: {
    truncate_pagecache: {
      to: truncate_pagecache_range,
      with: (_s, me, p) => ({ first: me.newsize, end: p.FILE }),
      on: { done: () => "free_blocks" },
    },
  },
});

/** iomap_zero_range() passes over blocks that read as zero anyway. */
function needsZeroing(s: State, newsize: number, p: Bounds): boolean {
  if (mod(newsize, p.BLOCK) === 0) return false;
  const block = s.blocks[blockOf(newsize, p)];
  return block === "mapped" || block === "delalloc";
}
