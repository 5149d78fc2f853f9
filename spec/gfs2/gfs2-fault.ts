import { prototype, when } from "../../src/language/index.js";
import { readFolio } from "../actors/read-folio.js";
import { folioIndex, NONE, pageIndex } from "../page-cache/bounds.js";
import { lockFolio } from "../page-cache/folio.js";
import { type State, writePath } from "../write-path.js";
import { gfs2_glock_nq, gfs2GlockDq } from "./glock.js";

/** Serves a page fault on a shared mapping: maps the page for reading. */
export const gfs2_fault = prototype("gfs2_fault", { args: { page: pageIndex }, exits: ["mapped", "sigbus"] });

/** gfs2_fault(), fs/gfs2/file.c, 5.16: filemap_fault() (mm/filemap.c) under the glock (shared). */
export const gfs2Fault = writePath.machine(gfs2_fault, {
  source: "gfs2_fault(), fs/gfs2/file.c; filemap_fault(), mm/filemap.c, 5.16",
  locals: { folio: folioIndex },
  start: "gfs2_glock_nq",
  steps: {
    // filemap_fault(): max_idx
    filemap_fault(s, me, p) {
      return me.page * p.PAGE < s.i_size ? "lock_folio" : "sigbus_unlock";
    },

    // lock_folio_maybe_drop_mmap(); invalidate_lock (shared) if the folio has to be read
    lock_folio(s, me, p) {
      when(s.invalidate_lock === "nobody" || isUptodate(s, me.page));
      me.folio = lockFolio(s, me.page, "faulter", p);
      return s.folios[me.folio].uptodate ? "map" : "filemap_read_folio";
    },

    filemap_read_folio(s, me, p) {
      readFolio(s, s.folios[me.folio], p);
      return "map";
    },

    // i_size again, under the folio lock; finish_fault()
    map(s, me, p) {
      const folio = s.folios[me.folio];
      folio.lock = "nobody";
      if (me.page * p.PAGE >= s.i_size) return "sigbus_unlock";
      if (s.ptes[me.page] === "none") folio.pins += 1;
      if (s.ptes[me.page] === "none") s.ptes[me.page] = "read";
      return "unlock";
    },

    unlock(s) {
      gfs2GlockDq(s.glock, "faulter");
      return "mapped";
    },

    sigbus_unlock(s) {
      gfs2GlockDq(s.glock, "faulter");
      return "sigbus";
    },
  },
  calls: {
    gfs2_glock_nq: {
      to: gfs2_glock_nq,
      with: () => ({ who: "faulter", mode: "SH" }) as const,
      on: { held: () => "filemap_fault" },
    },
  },
});

function isUptodate(s: State, page: number): boolean {
  return s.page_cache[page] !== NONE && s.folios[s.page_cache[page]].uptodate;
}
