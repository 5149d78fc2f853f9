import { fill, when } from "../../src/language/index.js";
import { blockIndex, NONE } from "../page-cache/bounds.js";
import { freeBlocks } from "../page-cache/file.js";
import { pageOf } from "../page-cache/folio.js";
import { truncate_pagecache_range } from "../page-cache/truncate-pagecache-range.js";
import { type State, writePath } from "../write-path.js";
import { mayInvalidate } from "./invalidate-lock.js";

/**
 * fallocate(FALLOC_FL_PUNCH_HOLE) of one whole block, on xfs: xfs_free_file_space(), fs/xfs/xfs_bmap_util.c, 6.1, under i_rwsem and
 * invalidate_lock (both exclusive). What is dirty in the page goes to disk first, as the page may hold other blocks, too; then the
 * page cache goes, then the block. (A hole that begins or ends inside a block would zero the rest of it through the page cache, as
 * truncate.ts does.)
 */
export const punchHole = writePath.actor("punch-hole", {
  source: "xfs_free_file_space(), fs/xfs/xfs_bmap_util.c, 6.1",
  exits: ["returned"],
  locals: { block: blockIndex },
  steps: {
    lock(s, me, p, choose) {
      const block = choose.number("block to punch", 0, p.BLOCKS - 1);
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "truncater";
      s.ghost.truncated = true;
      me.block = block;
      return "filemap_invalidate_lock";
    },

    filemap_invalidate_lock(s, _me, p) {
      when(mayInvalidate(s, p));
      s.invalidate_lock = "truncater";
      return "xfs_flush_unmap_range";
    },

    // filemap_write_and_wait_range(): waits for writeback.ts, which the model has to run
    xfs_flush_unmap_range(s, me, p) {
      when(isClean(s, pageOf(me.block * p.BLOCK, p)));
      return "truncate_pagecache_range";
    },

    // xfs_unmap_extent()
    free_block(s, me, p) {
      freeBlocks(s, me.block, me.block + 1, p);
      fill(s.ghost.allocated, me.block, me.block + 1, false);
      s.invalidate_lock = "nobody";
      s.i_rwsem = "nobody";
      return "returned";
    },
  },
  calls: {
    truncate_pagecache_range: {
      to: truncate_pagecache_range,
      with: (_s, me, p) => ({ first: me.block * p.BLOCK, end: (me.block + 1) * p.BLOCK }),
      on: { done: () => "free_block" },
    },
  },
});

function isClean(s: State, page: number): boolean {
  if (s.page_cache[page] === NONE) return true;
  const folio = s.folios[s.page_cache[page]];
  return !folio.dirty && !folio.writeback;
}
