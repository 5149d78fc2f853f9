/**
 * gfs2_iomap_end() frees the blocks that a write allocated and did not fill. It rounded the end of the write *down*: the block in which
 * the write was to end stayed in the file, with what its last owner had left on the disk there. Whoever reads the file is shown it; the
 * retry, too, finds the block mapped and not new, and reads it around the cells that it writes.
 *
 * A write that begins at a block, over a hole, and is not all in memory at the first try. (One that begins inside of a block meets
 * another defect: open/b03.)
 */

import { beforeAndAfter } from "../../spec/before-and-after.js";
import { chooseResidency, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow } from "../../spec/known-unreached.js";
import { d031a8866e70 } from "../../spec/patches/index.js";
import { noStaleReadable } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

/** One cell, or a block and a half, from user pages that are each resident or absent. */
const fromTheStartOfABlock = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, choose.flag("long") ? 6 : 1, 0);
  chooseResidency(s, p, choose, false);
});

const asks = (kernel: Kernel): Model => gfs2Write(kernel, { set: { WRITE: 6, USER_PAGES: 2 }, initial: fromTheStartOfABlock, properties: [noStaleReadable] });

export const b01 = defineCheck({
  id: "bugs/b01",
  title: "gfs2 frees every block that a short write has allocated in vain",
  by: "d031a8866e70 (gfs2: Fix filesystem block deallocation for short writes); 4.19 to 5.17",
  refutedBy: "a cell of the file that reads as what somebody else once wrote to the disk",
  expect: "violated",
  unreached: [...copiesAreWhole, ...fileDoesNotGrow],
  runs: beforeAndAfter(asks, { before: v5_17, after: apply(v5_17, d031a8866e70) }),
});
