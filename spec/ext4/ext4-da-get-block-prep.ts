import { asGetBlock } from "../vfs/get-block.js";
import { ext4Path } from "./ext4-path.js";

/** Finds the block behind a buffer, or reserves one; where it will lie on disk is decided at writeback. */
export const ext4_da_get_block_prep = asGetBlock("ext4_da_get_block_prep");

/**
 * ext4_da_get_block_prep() and ext4_da_map_blocks(), fs/ext4/inode.c, 4.0, for a buffer that they call new, so that what the write leaves of
 * it is zeroed: over a hole, which becomes a reservation; over a block that was never written; and over one that is said to be delayed.
 */
export const ext4DaGetBlockPrep = ext4Path.machine(ext4_da_get_block_prep, {
  source: "ext4_da_get_block_prep(), fs/ext4/inode.c, 4.0",
  steps: {
    // under i_data_sem: ext4_da_reserve_space(), ext4_es_insert_extent(EXTENT_STATUS_DELAYED)
    map(s, me) {
      if (s.blocks[me.block] === "hole") {
        s.blocks[me.block] = "delalloc";
        s.ext4.delayed[me.block] = true;
        s.ghost.allocated[me.block] = true;
      }
      return "allocated";
    },
  },
});
