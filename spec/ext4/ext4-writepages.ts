import { fill } from "../../src/language/index.js";
import { writeback } from "../actors/writeback.js";
import type { Bounds } from "../write-path.js";
import { type Ext4State, ext4Path } from "./ext4-path.js";

/**
 * ext4_writepages(), fs/ext4/inode.c, 4.1 (d2dc317d564a), mounted without dioread_nolock: a dirty block that has no place, or was never
 * written, gets one before the I/O starts: mpage_map_and_submit_extent(). The rest is as for every file system.
 */
export const ext4Writepages = ext4Path.variant(writeback, "ext4, 4.1", {
  source: "ext4_writepages(), fs/ext4/inode.c, 4.1",
  steps: {
    // mpage_map_and_submit_extent(); set_page_writeback(), unlock_page()
    map_blocks(s, me, p) {
      const first = me.page * p.BLOCKS_PER_PAGE;
      for (let block = 0; block < p.BLOCKS_PER_PAGE; block++) {
        me.submitted[block] = isSubmitted(s, me.page, block, me.cells, p);
        if (me.submitted[block]) {
          s.blocks[first + block] = "mapped";
          s.ext4.delayed[first + block] = false;
        }
      }
      me.cells = 0;
      sendOff(s, me.page, p);
      return "submit_bio";
    },
  },
});

/**
 * ext4_writepages(), fs/ext4/inode.c, up to 4.0. When ext4_map_blocks() has allocated a block that was reserved, it says so in the extent status
 * tree. For one that was unwritten it asks the tree whether the block is delayed, and, if so, notes that it is written *and* delayed.
 */
export const ext4WritepagesKeepsDelayed = ext4Path.variant(ext4Writepages, "ext4, 4.0", {
  source: "ext4_writepages(), fs/ext4/inode.c, 4.0",
  steps: {
    map_blocks(s, me, p) {
      const first = me.page * p.BLOCKS_PER_PAGE;
      for (let block = 0; block < p.BLOCKS_PER_PAGE; block++) {
        me.submitted[block] = isSubmitted(s, me.page, block, me.cells, p);
        if (me.submitted[block]) {
          if (s.blocks[first + block] === "delalloc") s.ext4.delayed[first + block] = false;
          s.blocks[first + block] = "mapped";
        }
      }
      me.cells = 0;
      sendOff(s, me.page, p);
      return "submit_bio";
    },
  },
});

/** Dirty blocks below the end of the file are written. */
function isSubmitted(s: Ext4State, page: number, block: number, cells: number, p: Bounds): boolean {
  return block * p.BLOCK < cells && s.folios[s.page_cache[page]].block_dirty[block];
}

/** From here on the folio is unlocked and under writeback. */
function sendOff(s: Ext4State, page: number, p: Bounds): void {
  const folio = s.folios[s.page_cache[page]];
  fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, false);
  folio.lock = "nobody";
  folio.writeback = true;
}
