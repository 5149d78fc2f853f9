/**
 * ext4 writes the size of a file to disk only as far as its data has a place there: i_disksize. Where a write ends in a block that has one,
 * write_end moves i_disksize itself. It did so by what was copied, before it was decided that a short copy into a folio that is not uptodate
 * counts as nothing. If the write ends there, the size on disk is beyond the end of the file, for good.
 *
 * A write that appends to a half full block, from two user pages. The second vanishes before the copy; the first, before the next attempt.
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { ext4BlockWriteBeginInt } from "../../spec/ext4/ext4-block-write-begin-int.js";
import { ext4DaGetBlockPrep } from "../../spec/ext4/ext4-da-get-block-prep.js";
import { ext4DaWriteEnd, ext4DaWriteEndEager } from "../../spec/ext4/ext4-da-write-end.js";
import { ext4Path } from "../../spec/ext4/ext4-path.js";
import { ext4Write } from "../../spec/ext4/ext4-write.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v6_2 } from "../../spec/kernels.js";
import { disksizeWithinISize } from "../../spec/properties/disksize-within-i-size.js";
import { dirtyImpliesBacked } from "../../spec/properties/index.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** Two cells at the end of a file of two or three, whose one block is on disk or, as everything is still to be written, a hole. */
const append = ext4Path.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", 1, 2), p);
  s.ext4.i_disksize = s.i_size;
  if (choose.flag("block is mapped")) mapBlock(s, 0, p);
  placeWrite(s, s.i_size, 2, p.PAGE - 1);
  for (let page = 0; page < 2; page++) s.user.pages[page] = "resident";
});

const v6_3 = kernel("6.3", { about: "ext4 with delayed allocation", after: v6_2, links: [ext4DaWriteEndEager, ext4DaGetBlockPrep, ext4BlockWriteBeginInt] });
const fix1dedde690303 = patch("1dedde690303", { title: "ext4: fix i_disksize exceeding i_size problem in paritally written case", links: [ext4DaWriteEnd] });

const asks = (kernel: Kernel): Model =>
  ext4Write(kernel, {
    set: { PAGES: 1, FOLIOS: 1, USER_PAGES: 2, WRITE: 2, EVICTIONS: 2 },
    initial: append,
    actors: [ext4Path.process("unmapper", unmapper, { daemon: true })],
    properties: [disksizeWithinISize, dirtyImpliesBacked],
  });

export const b24 = defineCheck({
  id: "bugs/b24",
  title: "ext4's size on disk does not pass the size of the file when a write comes up short",
  by: "1dedde690303 (ext4: fix i_disksize exceeding i_size problem in paritally written case), CVE-2023-53270; 2.6.27 to 6.3",
  refutedBy: "a write that is over, and has left i_disksize beyond i_size",
  expect: "violated",
  runs: beforeAndAfter(asks, { before: v6_3, after: apply(v6_3, fix1dedde690303) }),
});
