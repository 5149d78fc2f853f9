/**
 * ext4 looks a block up in its extent status tree first. fallocate(2) over a range of which one block is delayed marks all of the range so, though
 * nothing was written there. When such a block is written out, ext4_map_blocks() asks the tree whether it is delayed, and notes that it is written
 * *and* delayed. A page that is dropped and read again has no buffer that would know better: the next write to a part of the block takes it
 * for a fresh reservation, and zeroes the rest.
 *
 * An earlier write has filled the first half of such a block. It is written back, its page is reclaimed, and the second half is written.
 */

import { reclaim } from "../../spec/actors/reclaim.js";
import { writeback } from "../../spec/actors/writeback.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { ext4BlockWriteBeginInt } from "../../spec/ext4/ext4-block-write-begin-int.js";
import { ext4DaGetBlockPrep } from "../../spec/ext4/ext4-da-get-block-prep.js";
import { ext4DaWriteEndEager } from "../../spec/ext4/ext4-da-write-end.js";
import { ext4Path } from "../../spec/ext4/ext4-path.js";
import { ext4Write } from "../../spec/ext4/ext4-write.js";
import { ext4Writepages, ext4WritepagesKeepsDelayed } from "../../spec/ext4/ext4-writepages.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { addFolio } from "../../spec/page-cache/folio.js";
import { restIsUntouched } from "../../spec/properties/index.js";
import { apply, defineCheck, fill, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** A block that was allocated and not yet written, and is said to be delayed or not; in the page cache its first half holds an earlier write. */
const halfWritten = ext4Path.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  s.blocks[0] = "unwritten";
  s.ext4.i_disksize = p.FILE;
  s.ext4.delayed[0] = choose.flag("delayed");

  const folio = s.folios[addFolio(s, 0, p)];
  folio.uptodate = true;
  folio.dirty = true;
  fill(folio.block_uptodate, 0, 1, true);
  fill(folio.block_dirty, 0, 1, true);
  fill(folio.cells, 0, 2, "prior");
  fill(folio.cells, 2, p.PAGE, "zero");
  fill(s.ghost.before, 0, 2, "prior");

  placeWrite(s, 2, choose.number("length", 1, 2), 0);
  s.user.pages[0] = "resident";
});

const v4_0 = kernel("4.0", {
  about: "ext4 with delayed allocation, without dioread_nolock",
  after: v5_13,
  links: [ext4DaWriteEndEager, ext4DaGetBlockPrep, ext4BlockWriteBeginInt, ext4WritepagesKeepsDelayed],
});
const fixd2dc317d564a = patch("d2dc317d564a", { title: "ext4: fix data corruption caused by unwritten and delayed extents", links: [ext4Writepages] });

const asks = (kernel: Kernel): Model =>
  ext4Write(kernel, {
    set: { PAGES: 1, FOLIOS: 1, USER_PAGES: 1, WRITE: 2 },
    initial: halfWritten,
    actors: [ext4Path.process("writeback", writeback.prototype, { daemon: true }), ext4Path.process("reclaim", reclaim, { daemon: true })],
    properties: [restIsUntouched],
  });

export const b34 = defineCheck({
  id: "bugs/b34",
  title: "A write to a part of a block that ext4 has written out leaves the rest of it alone",
  by: "d2dc317d564a (ext4: fix data corruption caused by unwritten and delayed extents); up to 4.0",
  refutedBy: "zeros where an earlier write had put its data",
  expect: "violated",
  // every copy is whole, and the file does not grow; with the fix the block is never taken for a new one
  unreached: ["**/page_zero_new_buffers.zero", "**/generic_write_end.size", "writeback.zero_user_segment", "**/get_block.map"],
  runs: beforeAndAfter(asks, { before: v4_0, after: apply(v4_0, fixd2dc317d564a) }),
});
