import { fill, max, min, prototype, when } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import { fileOffset, NONE, pageIndex } from "./bounds.js";
import { detachFolio } from "./folio.js";
import { zapPte } from "./page-table.js";

/** Drops the page cache of the cells from `first` up to, but not including, `end` (the kernel's `lend` is the last byte). */
export const truncate_pagecache_range = prototype("truncate_pagecache_range", {
  args: { first: fileOffset, end: fileOffset },
  exits: ["done"],
});

/**
 * truncate_pagecache_range(), mm/truncate.c, 5.16. Folios that lie wholly in the range leave the page cache, even if they are
 * dirty; of a folio at its edge the part in the range is zeroed. Takes one folio lock at a time and waits for writeback.
 */
export const truncatePagecacheRange = writePath.machine(truncate_pagecache_range, {
  source: "truncate_pagecache_range(), mm/truncate.c, 5.16",
  locals: { page: pageIndex },
  steps: {
    // truncate_inode_pages_range(): one folio, under its lock
    folio(s, me, p) {
      let next = p.PAGES;
      for (let page = p.PAGES - 1; page >= 0; page--) {
        const inRange = (page + 1) * p.PAGE > me.first && page * p.PAGE < me.end;
        if (inRange && page >= me.page && s.page_cache[page] !== NONE) next = page;
      }
      if (next === p.PAGES) return "done";

      const folio = s.folios[s.page_cache[next]];
      when(folio.lock === "nobody" && !folio.writeback);
      const from = max(me.first - next * p.PAGE, 0);
      const to = min(me.end - next * p.PAGE, p.PAGE);
      if (from === 0 && to === p.PAGE) {
        zapPte(s, next, p);
        detachFolio(s, next, p);
      } else fill(folio.cells, from, to, "zero");
      me.page = next + 1;
      return "folio";
    },
  },
});
