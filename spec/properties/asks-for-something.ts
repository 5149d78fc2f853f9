import { writePath } from "../write-path.js";

/** No WARN_ON_ONCE() fires. */
export const noWarning = writePath.always(
  "no warning fires",
  {
    about: "No WARN_ON_ONCE() of the code under test is reached with its condition true.",
    source: "Linus Torvalds, the WARN_ON_ONCE(!bytes) of the patch of 2 May 2022",
  },
  (s) => !s.ghost.warned,
);

/** No write_begin without a cell to write. */
export const neverBeginsEmpty = writePath.always(
  "write_begin is never called for nothing",
  { about: "The write loop locks and prepares a folio only if it has at least one cell to put there.", source: "Linus Torvalds, the patch of 2 May 2022" },
  (s) => !s.ghost.began_empty,
);
