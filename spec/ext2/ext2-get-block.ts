import { fill } from "../../src/language/index.js";
import { asGetBlock } from "../vfs/get-block.js";
import { writePath } from "../write-path.js";

/** Finds a free block on disk for a hole of the file. */
export const ext2_get_block = asGetBlock("ext2_get_block");

/** ext2_get_block(), fs/ext2/inode.c, 6.1, with `create`, without ENOSPC: the block is in the file at once, with its old content. */
export const ext2GetBlock = writePath.machine(ext2_get_block, {
  source: "ext2_get_block(), fs/ext2/inode.c, 6.1",
  steps: {
    // under truncate_mutex: ext2_alloc_branch(), ext2_splice_branch()
    allocate(s, me, p) {
      s.blocks[me.block] = "mapped";
      fill(s.disk, me.block * p.BLOCK, (me.block + 1) * p.BLOCK, "stale");
      s.ghost.allocated[me.block] = true;
      return "allocated";
    },
  },
});
