import { prototype } from "../../src/language/index.js";
import { filemap_fault } from "../actors/filemap-fault.js";
import { pageIndex } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { gfs2_glock_nq, gfs2GlockDq } from "./glock.js";

/** Serves a page fault on a shared mapping: maps the page for reading. */
export const gfs2_fault = prototype("gfs2_fault", { args: { page: pageIndex }, exits: ["mapped", "sigbus"] });

/** gfs2_fault(), fs/gfs2/file.c, 5.16: filemap_fault() under the glock (shared). */
export const gfs2Fault = writePath.machine(gfs2_fault, {
  source: "gfs2_fault(), fs/gfs2/file.c, 5.16",
  start: "gfs2_glock_nq",
  steps: {
    unlock(s) {
      gfs2GlockDq(s.glock, "faulter");
      return "mapped";
    },

    unlock_sigbus(s) {
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
    filemap_fault: {
      to: filemap_fault,
      with: (_s, me) => ({ page: me.page }),
      on: { mapped: () => "unlock", sigbus: () => "unlock_sigbus" },
    },
  },
});
