import { div, max } from "../../src/language/index.js";
import { blockBehind, blockWriteBeginInt, readBuffer } from "../vfs/block-write-begin.js";
import { createBuffers, isPartlyCovered } from "../vfs/buffer-head.js";
import { type Ext4State, ext4Path } from "./ext4-path.js";

/**
 * __block_write_begin_int() over ext4_da_get_block_prep(). A buffer that knows its block is not asked for it again (BH_Mapped): it is uptodate,
 * or its folio was not dropped since. Whether a buffer without a block is new depends on what the extent status tree says.
 */
export const ext4BlockWriteBeginInt = ext4Path.variant(blockWriteBeginInt, "ext4", {
  source: "__block_write_begin_int(), fs/buffer.c, 4.0",
  steps: {
    // one turn of the loop, for a buffer that the write touches
    buffer_loop(s, me, p) {
      const folio = s.folios[me.folio];
      createBuffers(folio, p);
      me.buffer = max(me.buffer, div(me.from, p.BLOCK));
      if (me.buffer * p.BLOCK >= me.to) return "done";
      folio.block_new[me.buffer] = false;
      const block = blockBehind(folio, me.buffer, p);
      if (s.blocks[block] === "hole" || (!folio.block_uptodate[me.buffer] && isNew(s, block))) return "get_block";

      const unread = !folio.block_uptodate[me.buffer] && isPartlyCovered(me.buffer, me.from, me.to, p);
      if (unread) readBuffer(s, folio, me.buffer, p);
      me.buffer += 1;
      return "buffer_loop";
    },
  },
});

/** What ext4_da_map_blocks() makes of a block that is not a hole. It believes the extent status tree before it looks at the extents. */
function isNew(s: Ext4State, block: number): boolean {
  return s.blocks[block] === "unwritten" || s.ext4.delayed[block];
}
