import { when } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { detachFolio } from "../page-cache/folio.js";
import { zapPte } from "../page-cache/page-table.js";
import { writePath } from "../write-path.js";

/**
 * shrink_folio_list(), mm/vmscan.c, 5.16: drops a folio that is clean, not under writeback, and that nobody but mappings refers to.
 *
 * One step: the folio lock that it tries for keeps page faults away between try_to_unmap() and __remove_mapping().
 */
export const reclaim = writePath.actor("reclaim", {
  source: "shrink_folio_list(), mm/vmscan.c, 5.16",
  steps: {
    reclaim(s, _me, p, choose) {
      const page = choose.number("page to reclaim", 0, p.PAGES - 1);
      when(s.page_cache[page] !== NONE);
      const folio = s.folios[s.page_cache[page]];
      const mappings = s.ptes[page] === "none" ? 0 : 1;
      when(folio.lock === "nobody" && !folio.dirty && !folio.writeback && folio.pins === mappings);
      zapPte(s, page, p);
      detachFolio(s, page, p);
      return "reclaim";
    },
  },
});
