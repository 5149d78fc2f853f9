import { prototype, when } from "../../src/language/index.js";
import { folioIndex, NONE, pageIndex } from "../page-cache/bounds.js";
import { lockFolio } from "../page-cache/folio.js";
import { type State, writePath } from "../write-path.js";
import { readFolio } from "./read-folio.js";

/** vm_ops.fault: serves a page fault on a shared mapping, and maps the page for reading. */
export const filemap_fault = prototype("filemap_fault", { args: { page: pageIndex }, exits: ["mapped", "sigbus"] });

/**
 * filemap_fault() and finish_fault(), mm/filemap.c and mm/memory.c, 5.16: maps an uptodate folio, and reads it first if it is not.
 * The mapping holds a reference to the folio until it is zapped. A page past the end of the file cannot be mapped; of the last
 * page all cells are, those past i_size too.
 */
export const filemapFault = writePath.machine(filemap_fault, {
  source: "filemap_fault(), mm/filemap.c; finish_fault(), mm/memory.c, 5.16",
  locals: { folio: folioIndex },
  steps: {
    // max_idx
    i_size_read(s, me, p) {
      return me.page * p.PAGE < s.i_size ? "lock_folio" : "sigbus";
    },

    // find or create, and lock; a folio that has to be read is locked under invalidate_lock (shared)
    lock_folio(s, me, p) {
      when(s.invalidate_lock === "nobody" || isUptodate(s, me.page));
      me.folio = lockFolio(s, me.page, "faulter", p);
      return s.folios[me.folio].uptodate ? "map" : "filemap_read_folio";
    },

    filemap_read_folio(s, me, p) {
      readFolio(s, s.folios[me.folio], p);
      return "map";
    },

    // i_size once more, now that the folio is locked; then the pte, then the unlock
    map(s, me, p) {
      const folio = s.folios[me.folio];
      folio.lock = "nobody";
      if (me.page * p.PAGE >= s.i_size) return "sigbus";
      if (s.ptes[me.page] === "none") {
        s.ptes[me.page] = "read";
        folio.pins += 1;
      }
      return "mapped";
    },
  },
});

function isUptodate(s: State, page: number): boolean {
  return s.page_cache[page] !== NONE && s.folios[s.page_cache[page]].uptodate;
}
