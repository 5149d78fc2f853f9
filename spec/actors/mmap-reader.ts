import { pageIndex } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { filemap_fault } from "./filemap-fault.js";
import { worse } from "./shown.js";

/**
 * A task that maps the file and loads every cell of one page, without any lock. The page may be truncated away, or reclaimed, between
 * the fault and the load: then it faults again.
 */
export const mmapReader = writePath.actor("mmap-reader", {
  source: "a load through mmap(MAP_SHARED); handle_mm_fault(), mm/memory.c, 5.16",
  exits: ["done", "sigbus"],
  locals: { page: pageIndex },
  steps: {
    choose(_s, me, p, choose) {
      me.page = choose.number("page to load from", 0, p.PAGES - 1);
      return "load";
    },

    load(s, me, p) {
      if (s.ptes[me.page] === "none") return "filemap_fault";
      const folio = s.folios[s.page_cache[me.page]];
      for (let offset = 0; offset < p.PAGE; offset++) s.ghost.shown = worse(s.ghost.shown, folio.cells[offset]);
      return "done";
    },
  },
  calls: {
    filemap_fault: {
      to: filemap_fault,
      with: (_s, me) => ({ page: me.page }),
      on: { mapped: () => "load", sigbus: () => "sigbus" },
    },
  },
});
