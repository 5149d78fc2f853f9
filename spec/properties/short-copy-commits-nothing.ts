import { writePath } from "../write-path.js";

/**
 * The ghost is set where data is committed, whatever the rule before it decided: a write_end that has lost its test for short
 * copies is caught. The state alone cannot tell a short copy from one that was asked for.
 */
export const shortCopyCommitsNothing = writePath.always(
  "a short copy into a non-uptodate folio commits nothing",
  {
    about: "The cells that were not copied are nobody's data; the folio must stay as it was, and the copy be done again.",
    source: "the comments in block_write_end(), fs/buffer.c, and __iomap_write_end(), fs/iomap/buffered-io.c; 66e9c6a86b80 (afs)",
  },
  (s) => !s.ghost.short_commit,
);
