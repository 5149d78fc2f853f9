import { prototype, when } from "../../src/language/index.js";
import { fileOffset } from "../page-cache/bounds.js";
import { blockOf, freeBlocks, roundUp } from "../page-cache/file.js";
import { truncate_pagecache } from "../vfs/truncate-pagecache.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/** Drops what a write that was to end at `to` left beyond the end of the file, in the page cache and on disk. */
export const ext2_write_failed = prototype("ext2_write_failed", { args: { to: fileOffset }, exits: ["done"] });

/** ext2_write_failed(), fs/ext2/inode.c, 6.1. */
export const ext2WriteFailed = writePath.machine(ext2_write_failed, {
  source: "ext2_write_failed(), fs/ext2/inode.c, 6.1",
  steps: {
    check(s, me) {
      return me.to > s.i_size ? "truncate_pagecache" : "done";
    },

    // ext2_truncate_blocks(): under invalidate_lock, so that nobody reads a block that is about to go
    free(s, _me, p) {
      when(s.invalidate_lock === "nobody");
      truncateBlocks(s, p);
      return "done";
    },
  },
  calls: {
    truncate_pagecache: {
      to: truncate_pagecache,
      with: (s) => ({ newsize: s.i_size }),
      on: { done: () => "free" },
    },
  },
});

/** __ext2_truncate_blocks(): frees the blocks that lie wholly beyond the end of the file. */
export function truncateBlocks(s: State, p: Bounds): void {
  const first = blockOf(roundUp(s.i_size, p), p);
  for (let block = first; block < p.BLOCKS; block++) {
    s.ghost.allocated[block] = false;
  }
  freeBlocks(s, first, p.BLOCKS, p);
}
