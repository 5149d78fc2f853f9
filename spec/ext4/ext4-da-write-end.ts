import { max } from "../../src/language/index.js";
import { blockOf } from "../page-cache/file.js";
import { asWriteEnd } from "../vfs/address-space-operations.js";
import { generic_write_end } from "../vfs/generic-write-end.js";
import type { Bounds } from "../write-path.js";
import { type Ext4State, ext4Path } from "./ext4-path.js";

/** Commits a copy where allocation is delayed, and keeps i_disksize. */
export const ext4_da_write_end = asWriteEnd("ext4_da_write_end");

/**
 * ext4_da_write_end(), fs/ext4/inode.c, 6.4 (1dedde690303). Writeback moves i_disksize when it finds a place for the data. A write that
 * ends in a block which has its place already moves it at once, but only as far as generic_write_end() will accept the copy.
 */
export const ext4DaWriteEnd = ext4Path.machine(ext4_da_write_end, {
  source: "ext4_da_write_end(), fs/ext4/inode.c, 6.4",
  version: "6.4",
  steps: {
    // a short copy into a folio that is not uptodate will be rejected; ext4_update_i_disksize(), under i_data_sem
    update_disksize(s, me, p) {
      const copied = me.copied < me.len && !s.folios[me.folio].uptodate ? 0 : me.copied;
      updateDisksize(s, me.pos, copied, p);
      return "generic_write_end";
    },
  },
  calls: {
    generic_write_end: {
      to: generic_write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.len, copied: me.copied }),
      on: {
        done: (_s, me, out) => {
          me.ret = out.ret;
          return "done";
        },
      },
    },
  },
});

/** ext4_da_write_end(), fs/ext4/inode.c, 2.6.27 to 6.3: i_disksize goes as far as was copied, whether or not the copy will be accepted. */
export const ext4DaWriteEndEager = ext4Path.variant(ext4DaWriteEnd, "6.3", {
  source: "ext4_da_write_end(), fs/ext4/inode.c, 6.3",
  steps: {
    update_disksize(s, me, p) {
      updateDisksize(s, me.pos, me.copied, p);
      return "generic_write_end";
    },
  },
});

/** Moves i_disksize to the end of a copy, if that extends the file within a block that has its place: ext4_da_should_update_i_disksize(). */
function updateDisksize(s: Ext4State, pos: number, copied: number, p: Bounds): void {
  const new_i_size = pos + copied;
  if (copied > 0 && new_i_size > s.i_size && hasPlace(s, new_i_size - 1, p)) s.ext4.i_disksize = max(s.ext4.i_disksize, new_i_size);
}

/** Neither delayed nor unwritten: the buffer is mapped to a block of the disk. */
function hasPlace(s: Ext4State, pos: number, p: Bounds): boolean {
  return s.blocks[blockOf(pos, p)] === "mapped";
}
