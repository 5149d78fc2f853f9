import { allocateBlock, asGetBlock } from "../vfs/get-block.js";
import { writePath } from "../write-path.js";

/** Finds a free block on disk for a hole of the file. */
export const ext2_get_block = asGetBlock("ext2_get_block");

/** ext2_get_block(), fs/ext2/inode.c, 6.1, with `create`, without ENOSPC: the block is in the file at once, with its old content. */
export const ext2GetBlock = writePath.machine(ext2_get_block, {
  source: "ext2_get_block(), fs/ext2/inode.c, 6.1",
  steps: {
    // under truncate_mutex: ext2_alloc_branch(), ext2_splice_branch()
    allocate(s, me, p) {
      allocateBlock(s, me.block, p);
      return "allocated";
    },
  },
});
