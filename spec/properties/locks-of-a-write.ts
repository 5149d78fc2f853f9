/** What a write holds while it is under way, and that it gives all of it back. */
import { all, implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

const source = "gfs2_file_buffered_write() and xfs_file_buffered_write(): behaviour.md §1a, §1e and §1g";

export const mappingsAreHeldUnderLock = writePath.always(
  "a mapping is held under i_rwsem",
  { about: "From iomap_begin to iomap_end the writer holds i_rwsem: nobody else allocates or frees blocks, or moves i_size.", source },
  (s) => implies(s.iomap.held, () => s.i_rwsem === "writer"),
);

/** For gfs2. */
export const attemptsHoldTheGlock = writePath.always(
  "an attempt is made under an exclusive glock that is not given away",
  { about: "While its page faults are off, for iomap to write, the writer holds the inode's glock exclusively, and nobody may take it away.", source },
  (s) => implies(s.pagefault_disabled, () => s.glock.writer.state === "holding" && s.glock.writer.mode === "EX" && !s.glock.writer.weak),
);

/** For gfs2, 5.16 up to shortly before 5.18. */
export const weakOnlyToFaultIn = writePath.always(
  "a glock holder is weak only while it faults in what is left",
  { about: "A glock may be taken away from its holder only where that has something left to fault in, and holds no mapping.", source },
  (s) => implies(s.glock.writer.weak, () => s.iov.position < s.request.length && !s.iomap.held && !s.pagefault_disabled),
);

export const nothingIsHeld = writePath.always(
  "a write that has returned holds nothing",
  { about: "When write(2) has returned, its task holds neither i_rwsem nor a glock, a folio or a mapping, and its page faults are served again.", source },
  (s, p) =>
    implies(
      s.result.returned,
      () =>
        s.i_rwsem !== "writer" &&
        s.glock.writer.state === "none" &&
        !s.pagefault_disabled &&
        !s.iomap.held &&
        all(0, p.FOLIOS, (folio) => s.folios[folio].lock !== "writer"),
    ),
);
