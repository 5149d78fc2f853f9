import { allocateBlock, asGetBlock } from "../vfs/get-block.js";
import { writePath } from "../write-path.js";

/** Finds a free block on disk for a hole of the file, without delayed allocation. */
export const ext4_get_block = asGetBlock("ext4_get_block");

/** ext4_get_block(), fs/ext4/inode.c, 4.4, with `create`, without ENOSPC, on a file system that is mounted without dioread_nolock. */
export const ext4GetBlock = writePath.machine(ext4_get_block, {
  source: "ext4_get_block(), fs/ext4/inode.c, 4.4",
  steps: {
    // ext4_map_blocks(), under i_data_sem
    allocate(s, me, p) {
      allocateBlock(s, me.block, p);
      return "allocated";
    },
  },
});
