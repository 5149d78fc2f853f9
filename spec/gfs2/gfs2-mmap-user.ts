import { bool } from "../../src/language/index.js";
import { worse } from "../actors/shown.js";
import { pageIndex } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { gfs2_fault } from "./gfs2-fault.js";
import { gfs2_page_mkwrite } from "./gfs2-page-mkwrite.js";

/** A task that has the file mapped shared, and loads from one page of it or stores one cell to it. */
export const gfs2MmapUser = writePath.actor("gfs2_mmap_user", {
  source: "a user of mmap(MAP_SHARED); handle_pte_fault(), mm/memory.c, 5.16",
  locals: { page: pageIndex, stores: bool },
  exits: ["done", "sigbus"],
  steps: {
    begin(_s, me, p, choose) {
      me.page = choose.number("page of the mapping", 0, p.PAGES - 1);
      me.stores = choose.flag("store");
      return "access";
    },

    // the MMU looks at the pte, and needs no lock
    access(s, me) {
      if (s.ptes[me.page] === "none") return "gfs2_fault";
      if (!me.stores) return "load";
      return s.ptes[me.page] === "write" ? "store" : "gfs2_page_mkwrite";
    },

    // a mapping shows whole pages
    load(s, me, p) {
      if (s.ptes[me.page] === "none") return "gfs2_fault";
      for (let offset = 0; offset < p.PAGE; offset++) s.ghost.shown = worse(s.ghost.shown, s.folios[s.page_cache[me.page]].cells[offset]);
      return "done";
    },

    store(s, me, p, choose) {
      if (s.ptes[me.page] !== "write") return "access";
      const offset = choose.number("cell stored to", 0, p.PAGE - 1);
      s.folios[s.page_cache[me.page]].cells[offset] = "mmap";
      return "done";
    },
  },
  calls: {
    gfs2_fault: {
      to: gfs2_fault,
      with: (_s, me) => ({ page: me.page }),
      on: { mapped: () => "access", sigbus: () => "sigbus" },
    },
    gfs2_page_mkwrite: {
      to: gfs2_page_mkwrite,
      with: (_s, me) => ({ page: me.page }),
      on: { writable: () => "store", nopage: () => "access", sigbus: () => "sigbus" },
    },
  },
});
