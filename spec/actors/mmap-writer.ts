import { pageIndex } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { filemap_fault } from "./filemap-fault.js";
import { page_mkwrite } from "./iomap-page-mkwrite.js";

/**
 * A task that maps the file and stores into one cell, without any lock: also past i_size, in the page that holds the end of the file.
 * Writeback takes the page's write permission away, and truncation and reclaim the page: then it faults again.
 */
export const mmapWriter = writePath.actor("mmap-writer", {
  source: "a store through mmap(MAP_SHARED); handle_mm_fault() and do_wp_page(), mm/memory.c, 5.16",
  exits: ["done", "sigbus"],
  locals: { page: pageIndex },
  steps: {
    choose(_s, me, p, choose) {
      me.page = choose.number("page to store to", 0, p.PAGES - 1);
      return "store";
    },

    // which cell it is makes no difference to a fault, and is chosen once the page may be written to
    store(s, me, p, choose) {
      if (s.ptes[me.page] === "none") return "filemap_fault";
      if (s.ptes[me.page] === "read") return "page_mkwrite";
      const offset = choose.number("cell to store to", 0, p.PAGE - 1);
      s.folios[s.page_cache[me.page]].cells[offset] = "mmap";
      return "done";
    },
  },
  calls: {
    filemap_fault: {
      to: filemap_fault,
      with: (_s, me) => ({ page: me.page }),
      on: { mapped: () => "store", sigbus: () => "sigbus" },
    },
    page_mkwrite: {
      to: page_mkwrite,
      with: (_s, me) => ({ page: me.page }),
      on: { writable: () => "store", nopage: () => "store" },
    },
  },
});
