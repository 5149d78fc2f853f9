import { any, bool, div, fill, max, min, vector, when } from "../../src/language/index.js";
import { bounds, NONE, pageIndex, pageLength } from "../page-cache/bounds.js";
import { type Folio, isBlockUptodate } from "../page-cache/folio.js";
import { writeProtectPte } from "../page-cache/page-table.js";
import { type Bounds, type State, writePath } from "../write-path.js";

const { domain } = bounds;

/**
 * write_cache_pages() with iomap_do_writepage() and its I/O, fs/iomap/buffered-io.c, 5.16, for one folio at a time, whenever it
 * likes: the flusher, fsync(2), sync(2). With per-block dirty bits (6.6) only dirty blocks are written, without them all that are uptodate.
 *
 * What goes to disk is what the folio holds when the I/O is done, not when it was submitted: the device reads memory in between, and
 * neither a write nor a store through a mapping waits for it (unless the device needs stable pages). Such a late change makes the folio
 * dirty again, so nothing depends on which of the two the disk has got.
 */
export const writeback = writePath.actor("writeback", {
  source: "write_cache_pages(), mm/page-writeback.c; iomap_do_writepage(), fs/iomap/buffered-io.c, 5.16",
  locals: {
    page: pageIndex,
    /** Cells of the folio that lie below i_size. */
    cells: pageLength,
    /** Blocks of the folio that are being written. */
    submitted: domain(({ BLOCKS_PER_PAGE }) => vector(BLOCKS_PER_PAGE, bool)),
  },
  steps: {
    // lock_page(), clear_page_dirty_for_io(): whoever stores through a mapping from now on will fault
    lock(s, me, p, choose) {
      const page = choose.number("page to write back", 0, p.PAGES - 1);
      when(s.page_cache[page] !== NONE);
      const folio = s.folios[s.page_cache[page]];
      when(folio.dirty && folio.lock === "nobody" && !folio.writeback);
      me.page = page;
      folio.lock = "flusher";
      folio.dirty = false;
      writeProtectPte(s, page);
      return "i_size_read";
    },

    // a folio wholly past the end of the file is none of its business
    i_size_read(s, me, p) {
      me.cells = min(max(s.i_size - me.page * p.PAGE, 0), p.PAGE);
      if (me.cells > 0) return me.cells < p.PAGE ? "zero_user_segment" : "map_blocks";
      s.folios[s.page_cache[me.page]].lock = "nobody";
      me.page = 0;
      return "lock";
    },

    // what a mapping stored past the end of the file is not written out
    zero_user_segment(s, me, p) {
      fill(s.folios[s.page_cache[me.page]].cells, me.cells, p.PAGE, "zero");
      return "map_blocks";
    },

    // iomap_writepage_map(): holes are skipped, reservations become unwritten blocks; set_page_writeback(), unlock_page()
    map_blocks(s, me, p) {
      const folio = s.folios[s.page_cache[me.page]];
      for (let block = 0; block < p.BLOCKS_PER_PAGE; block++) {
        me.submitted[block] = block * p.BLOCK < me.cells && mustWrite(folio, block, p) && s.blocks[me.page * p.BLOCKS_PER_PAGE + block] !== "hole";
        if (me.submitted[block]) allocate(s, me.page * p.BLOCKS_PER_PAGE + block);
      }
      fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, false);
      me.cells = 0;
      folio.lock = "nobody";
      folio.writeback = any(0, p.BLOCKS_PER_PAGE, (block) => me.submitted[block]);
      if (folio.writeback) return "submit_bio";
      me.page = 0;
      return "lock";
    },

    // the device reads the folio
    submit_bio(s, me, p) {
      const folio = s.folios[s.page_cache[me.page]];
      for (let offset = 0; offset < p.PAGE; offset++) if (me.submitted[div(offset, p.BLOCK)]) s.disk[me.page * p.PAGE + offset] = folio.cells[offset];
      return "iomap_finish_ioend";
    },

    // xfs_end_io(): what was unwritten counts as written from now on; end_page_writeback(), for which others can only wait
    iomap_finish_ioend(s, me, p) {
      for (let block = 0; block < p.BLOCKS_PER_PAGE; block++) if (me.submitted[block]) convert(s, me.page * p.BLOCKS_PER_PAGE + block);
      s.folios[s.page_cache[me.page]].writeback = false;
      fill(me.submitted, 0, p.BLOCKS_PER_PAGE, false);
      me.page = 0;
      return "lock";
    },
  },
});

function mustWrite(folio: Folio, block: number, p: Bounds): boolean {
  return p.PER_BLOCK_DIRTY ? folio.block_dirty[block] : isBlockUptodate(folio, block * p.BLOCK, p);
}

/** xfs_bmapi_convert_delalloc(): a reservation becomes a block that was never written. */
function allocate(s: State, block: number): void {
  if (s.blocks[block] === "delalloc") {
    s.blocks[block] = "unwritten";
    s.iomap.current = false;
  }
}

/** xfs_iomap_write_unwritten(). */
function convert(s: State, block: number): void {
  if (s.blocks[block] === "unwritten") {
    s.blocks[block] = "mapped";
    s.iomap.current = false;
  }
}
