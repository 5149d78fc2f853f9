import { div, when } from "../../src/language/index.js";
import { blockIndex, NONE } from "../page-cache/bounds.js";
import { blockOf, roundDown, roundUp } from "../page-cache/file.js";
import { isBlockUptodate } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { xfs_buffered_write_iomap_end } from "./xfs-iomap.js";

/**
 * xfs_buffered_write_iomap_end() and iomap_file_buffered_write_punch_delalloc() since 6.2 (f43dc4dc3eff, 198dd8aedee6; also in
 * 6.1.y): the page cache stays, and under the invalidate_lock only those reservations are given back that no dirty folio needs.
 */
export const xfsBufferedWriteIomapEndPunch = writePath.machine(xfs_buffered_write_iomap_end, {
  source: "xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c, and iomap_file_buffered_write_punch_delalloc(), fs/iomap/buffered-io.c, 6.1.192",
  version: "6.2",
  locals: { block: blockIndex, end: blockIndex },
  steps: {
    check(s, me, p) {
      if (!s.iomap.isNew || s.iomap.type !== "delalloc") return "done";
      me.block = blockOf(me.written === 0 ? roundDown(me.pos, p) : roundUp(me.pos + me.written, p), p);
      me.end = blockOf(roundUp(me.pos + me.length, p), p);
      return me.block < me.end ? "lock" : "done";
    },

    // filemap_invalidate_lock()
    lock(s) {
      when(s.invalidate_lock === "nobody");
      s.invalidate_lock = "writer";
      return "scan";
    },

    // iomap_write_delalloc_scan(), iomap_write_delalloc_punch(): one block; a folio that is there is looked at under its lock. Nothing is looked
    // for past the end of the file, and what is given back from there on begins with the block that holds it (seen on 6.1.192: conform).
    scan(s, me, p) {
      if (me.block === me.end) {
        s.invalidate_lock = "nobody";
        return "done";
      }
      const folio = s.page_cache[div(me.block, p.BLOCKS_PER_PAGE)];
      if (folio !== NONE) when(s.folios[folio].lock === "nobody");
      const isKept = (me.block + 1) * p.BLOCK <= s.i_size && isDirty(s, me.block, p);
      if (!isKept && s.blocks[me.block] === "delalloc") {
        s.blocks[me.block] = "hole";
        s.ghost.allocated[me.block] = false;
      }
      me.block += 1;
      return "scan";
    },
  },
});

/**
 * Whether the page cache holds dirty data for a block. mapping_seek_hole_data() finds data only in uptodate blocks; of those the folio's
 * flag decides before 6.6, and the block's own bit since.
 */
export function isDirty(s: State, block: number, p: Bounds): boolean {
  const found = s.page_cache[div(block, p.BLOCKS_PER_PAGE)];
  if (found === NONE || !s.folios[found].dirty) return false;
  const inFolio = block - div(block, p.BLOCKS_PER_PAGE) * p.BLOCKS_PER_PAGE;
  return p.PER_BLOCK_DIRTY ? s.folios[found].block_dirty[inFolio] : isBlockUptodate(s.folios[found], inFolio * p.BLOCK, p);
}
