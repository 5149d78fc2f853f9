import { div, fill, min, prototype, when } from "../../src/language/index.js";
import { folioIndex, NONE, pageIndex } from "../page-cache/bounds.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { gfs2_glock_nq, gfs2GlockDq } from "./glock.js";

/** Makes a mapped page writable; `nopage` when it has gone meanwhile, and the access has to fault again. */
export const gfs2_page_mkwrite = prototype("gfs2_page_mkwrite", { args: { page: pageIndex }, exits: ["writable", "nopage", "sigbus"] });

/**
 * gfs2_page_mkwrite(), fs/gfs2/file.c, 5.16: under the glock (exclusive) the blocks of the page are allocated. The glock goes before
 * the page is marked dirty and mapped for writing; the page stays locked until then. (In between another node may take the glock,
 * find nothing to be written back, and read from disk what was there before the blocks were allocated.)
 */
export const gfs2PageMkwrite = writePath.machine(gfs2_page_mkwrite, {
  source: "gfs2_page_mkwrite(), fs/gfs2/file.c, 5.16",
  locals: { folio: folioIndex },
  start: "gfs2_glock_nq",
  steps: {
    check_size(s, me, p) {
      return me.page * p.PAGE < s.i_size ? "lock_page" : "unlock_sigbus";
    },

    // lock_page(): is it still the page that was mapped?
    lock_page(s, me) {
      when(s.page_cache[me.page] === NONE || s.folios[s.page_cache[me.page]].lock === "nobody");
      if (s.ptes[me.page] === "none" || !s.folios[s.page_cache[me.page]].uptodate) return "unlock_nopage";
      me.folio = s.page_cache[me.page];
      s.folios[me.folio].lock = "faulter";
      return "allocate";
    },

    // gfs2_allocate_page_backing(): up to the end of the file, or of the page
    allocate(s, me, p) {
      allocatePageBacking(s, me.page, p);
      return "unlock";
    },

    unlock(s) {
      gfs2GlockDq(s.glock, "faulter");
      return "set_page_dirty";
    },

    // set_page_dirty(); then finish_mkwrite_fault(), mm/memory.c, maps the page for writing if it is still mapped, and unlocks it
    set_page_dirty(s, me, p) {
      const folio = s.folios[me.folio];
      folio.dirty = true;
      if (p.PER_BLOCK_DIRTY) fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, true);
      folio.lock = "nobody";
      if (s.ptes[me.page] === "none") return "nopage";
      s.ptes[me.page] = "write";
      return "writable";
    },

    unlock_nopage(s) {
      gfs2GlockDq(s.glock, "faulter");
      return "nopage";
    },

    unlock_sigbus(s) {
      gfs2GlockDq(s.glock, "faulter");
      return "sigbus";
    },
  },
  calls: {
    gfs2_glock_nq: {
      to: gfs2_glock_nq,
      with: () => ({ who: "faulter", mode: "EX" }) as const,
      on: { held: () => "check_size" },
    },
  },
});

/** Nothing is zeroed on disk: the page is uptodate, and will be written. */
function allocatePageBacking(s: State, page: number, p: Bounds): void {
  const end = min((page + 1) * p.PAGE, s.i_size);
  for (let block = page * p.BLOCKS_PER_PAGE; block < div(end + p.BLOCK - 1, p.BLOCK); block++) s.blocks[block] = "mapped";
}
