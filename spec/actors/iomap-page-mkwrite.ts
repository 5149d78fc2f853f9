import { div, fill, min, prototype, when } from "../../src/language/index.js";
import { folioIndex, NONE, pageIndex } from "../page-cache/bounds.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/** vm_ops.page_mkwrite: makes a mapped page writable; `nopage` when it has gone meanwhile, and the access has to fault again. */
export const page_mkwrite = prototype("page_mkwrite", { args: { page: pageIndex }, exits: ["writable", "nopage"] });

/**
 * iomap_page_mkwrite(), fs/iomap/buffered-io.c, 5.16, as xfs calls it: under invalidate_lock (shared) and the folio lock, which it
 * keeps until the page is mapped for writing. Blocks that the file lacks are reserved. Stores that follow need no lock at all.
 */
export const iomapPageMkwrite = writePath.machine(page_mkwrite, {
  source: "iomap_page_mkwrite(), fs/iomap/buffered-io.c; do_page_mkwrite(), mm/memory.c, 5.16",
  locals: { folio: folioIndex },
  steps: {
    // page_mkwrite_check_truncate(): is it still the page that was mapped, and inside the file?
    lock_page(s, me, p) {
      when(s.invalidate_lock === "nobody");
      when(s.page_cache[me.page] === NONE || s.folios[s.page_cache[me.page]].lock === "nobody");
      if (s.ptes[me.page] === "none" || me.page * p.PAGE >= s.i_size) return "nopage";
      me.folio = s.page_cache[me.page];
      s.folios[me.folio].lock = "faulter";
      return "iomap_begin";
    },

    // for each mapping up to the end of the page or of the file: xfs_buffered_write_iomap_begin(), under the ILOCK
    iomap_begin(s, me, p) {
      reserveBlocks(s, me.page, p);
      return "set_page_dirty";
    },

    // iomap_page_mkwrite_iter() marks it dirty; its caller's caller maps the page for writing and unlocks it
    set_page_dirty(s, me, p) {
      const folio = s.folios[me.folio];
      folio.dirty = true;
      if (p.PER_BLOCK_DIRTY) fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, true);
      s.ptes[me.page] = "write";
      folio.lock = "nobody";
      return "writable";
    },
  },
});

/** A hole becomes a delayed allocation. If a write holds a mapping, that one is out of date then. */
function reserveBlocks(s: State, page: number, p: Bounds): void {
  const end = min((page + 1) * p.PAGE, s.i_size);
  for (let block = page * p.BLOCKS_PER_PAGE; block < div(end + p.BLOCK - 1, p.BLOCK); block++) {
    if (s.blocks[block] === "hole") {
      s.blocks[block] = "delalloc";
      s.iomap.current = false;
    }
  }
}
