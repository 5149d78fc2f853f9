import { div, fill, mod, prototype } from "../../src/language/index.js";
import { setRangeUptodate } from "../iomap/iomap-write-begin.js";
import { fileOffset, folioIndex } from "../page-cache/bounds.js";
import { blockOf, onDisk, roundUp } from "../page-cache/file.js";
import { isBlockUptodate, lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { gfs2FileBufferedWriteRetryLabel } from "./gfs2-file-buffered-write.js";
import { gfs2_glock_nq } from "./glock.js";

/** Before a write at `pos`, past the end of the file: zeroes the rest of the block that holds the end. */
export const gfs2_clear_beyond_eof = prototype("gfs2_clear_beyond_eof", { args: { pos: fileOffset }, exits: ["done"] });

/** gfs2_clear_beyond_eof(), fs/gfs2/bmap.c, 6.12.117: iomap_zero_range(), which passes over holes. */
export const gfs2ClearBeyondEof = writePath.machine(gfs2_clear_beyond_eof, {
  source: "gfs2_clear_beyond_eof(), fs/gfs2/bmap.c; iomap_zero_range(), fs/iomap/buffered-io.c, 6.12.117",
  locals: { folio: folioIndex },
  steps: {
    check(s, me, p) {
      if (me.pos <= s.i_size || mod(s.i_size, p.BLOCK) === 0) return "done";
      return s.blocks[blockOf(s.i_size, p)] === "mapped" ? "lock_folio" : "done";
    },

    // iomap_write_begin()
    lock_folio(s, me, p) {
      me.folio = lockFolio(s, pageOf(s.i_size, p), "writer", p);
      return "read";
    },

    // __iomap_write_begin()
    read(s, me, p) {
      readBlock(s, me.folio, blockOf(s.i_size, p), p);
      return "zero";
    },

    // folio_zero_range(), iomap_write_end()
    zero(s, me, p) {
      const folio = s.folios[me.folio];
      const offset = offsetInPage(s.i_size, p);
      fill(folio.cells, offset, roundUp(offset, p), "zero");
      folio.dirty = true;
      if (p.PER_BLOCK_DIRTY) folio.block_dirty[div(offset, p.BLOCK)] = true;
      folio.lock = "nobody";
      return "done";
    },
  },
});

/** Reads a block of a locked folio, if it is not uptodate. */
function readBlock(s: State, index: number, block: number, p: Bounds): void {
  const folio = s.folios[index];
  const start = offsetInPage(block * p.BLOCK, p);
  if (isBlockUptodate(folio, start, p)) return;
  for (let offset = 0; offset < p.BLOCK; offset++) folio.cells[start + offset] = onDisk(s, block * p.BLOCK + offset, p);
  setRangeUptodate(folio, start, p.BLOCK, p);
}

/** gfs2_file_buffered_write(), fs/gfs2/file.c, 6.12.117: once it has the glock it clears what lies between the end of the file and the write. */
export const gfs2FileBufferedWriteClears = writePath.variant(gfs2FileBufferedWriteRetryLabel, "6.12.117", {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 6.12.117",
  calls: {
    gfs2_glock_nq: {
      to: gfs2_glock_nq,
      with: () => ({ who: "writer", mode: "EX" }) as const,
      on: { held: () => "gfs2_clear_beyond_eof" },
    },
    gfs2_clear_beyond_eof: {
      to: gfs2_clear_beyond_eof,
      with: (s, me) => ({ pos: s.request.pos + me.written }),
      on: { done: () => "pagefault_disable" },
    },
  },
});
