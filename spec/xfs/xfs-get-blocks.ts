import { div, max } from "../../src/language/index.js";
import { blockBehind, blockWriteBeginInt, readBuffer } from "../vfs/block-write-begin.js";
import { createBuffers, isPartlyCovered } from "../vfs/buffer-head.js";
import { asGetBlock } from "../vfs/get-block.js";
import { writePath } from "../write-path.js";

/** Finds the block behind a buffer, or reserves one. */
export const xfs_get_blocks = asGetBlock("xfs_get_blocks");

/** xfs_get_blocks(), fs/xfs/linux-2.6/xfs_aops.c, 2.6.36, with `create`: a hole becomes a delayed allocation, and a delayed block stays one. */
export const xfsGetBlocks = writePath.machine(xfs_get_blocks, {
  source: "xfs_get_blocks(), fs/xfs/linux-2.6/xfs_aops.c, 2.6.36",
  steps: {
    // under the ILOCK: xfs_iomap_write_delay()
    map(s, me) {
      if (s.blocks[me.block] === "hole") {
        s.blocks[me.block] = "delalloc";
        s.ghost.allocated[me.block] = true;
      }
      return "allocated";
    },
  },
});

/** __block_write_begin() over xfs_get_blocks(), to which a delayed block is a new one: there is nothing to read behind it. */
export const blockWriteBeginIntOfXfs = writePath.variant(blockWriteBeginInt, "xfs", {
  source: "block_prepare_write(), fs/buffer.c, 2.6.36",
  steps: {
    // one turn of the loop, for a buffer that the write touches
    buffer_loop(s, me, p) {
      const folio = s.folios[me.folio];
      createBuffers(folio, p);
      me.buffer = max(me.buffer, div(me.from, p.BLOCK));
      if (me.buffer * p.BLOCK >= me.to) return "done";
      folio.block_new[me.buffer] = false;
      if (s.blocks[blockBehind(folio, me.buffer, p)] !== "mapped" && !folio.block_uptodate[me.buffer]) return "get_block";

      const unread = !folio.block_uptodate[me.buffer] && isPartlyCovered(me.buffer, me.from, me.to, p);
      if (unread) readBuffer(s, folio, me.buffer, p);
      me.buffer += 1;
      return "buffer_loop";
    },
  },
});
