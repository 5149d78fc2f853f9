import { writePath } from "../write-path.js";

/** The ghost is set by the fault-in of the writer, at the moment when it serves a fault. */
export const noFaultUnderLock = writePath.always(
  "no page fault is served under a folio lock or a non-demotable glock",
  {
    about: "The page that is faulted in may be a mapping of the file that is written: its fault handler needs the very lock.",
    source: "08291429cfa6 (mm: fix pagecache write deadlocks); 00bfe02f4796 (gfs2: fix mmap + page fault deadlocks)",
  },
  (s) => !s.ghost.fault_under_lock,
);
