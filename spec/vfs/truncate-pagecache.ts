import { fill, max, prototype, when } from "../../src/language/index.js";
import { fileOffset, NONE, pageIndex } from "../page-cache/bounds.js";
import { detachFolio, pageOf } from "../page-cache/folio.js";
import { zapPte } from "../page-cache/page-table.js";
import { writePath } from "../write-path.js";
import { discardBuffers } from "./buffer-head.js";

/** Drops the page cache from `newsize` on. */
export const truncate_pagecache = prototype("truncate_pagecache", { args: { newsize: fileOffset }, exits: ["done"] });

/**
 * truncate_pagecache(), mm/truncate.c, 6.1, where folios have buffers. Folios behind the new size leave the page cache; of the one
 * that holds it the rest is zeroed, and the buffers there are discarded. Takes one folio lock at a time and waits for writeback.
 */
export const truncatePagecache = writePath.machine(truncate_pagecache, {
  source: "truncate_pagecache(), mm/truncate.c, 6.1",
  locals: { page: pageIndex },
  steps: {
    // truncate_inode_pages(): one folio, under its lock
    folio(s, me, p) {
      let next = p.PAGES;
      for (let page = p.PAGES - 1; page >= max(me.page, pageOf(me.newsize, p)); page--) if (s.page_cache[page] !== NONE) next = page;
      if (next === p.PAGES) return "done";

      const folio = s.folios[s.page_cache[next]];
      when(folio.lock === "nobody" && !folio.writeback);
      const from = max(me.newsize - next * p.PAGE, 0);
      if (from === 0) {
        zapPte(s, next, p);
        detachFolio(s, next, p);
      } else {
        fill(folio.cells, from, p.PAGE, "zero");
        discardBuffers(folio, from, p);
      }
      me.page = next + 1;
      return "folio";
    },
  },
});
