/**
 * A copy owes at least one byte if the first can be read. On arm64 it loaded several bytes at once, and one load that met a fault, in the
 * middle of a page, was the end of it: with nothing, if it was the first. The fault-in looks at one byte of each page and finds all well,
 * the copy has none, nothing shrinks what is asked, and the write goes round for ever.
 *
 * The buffer begins in the last cell of a granule of tags, and reaches into one whose tag the pointer has not. (The loop of 5.13 needed more
 * than this fix: it asks for the whole segment again, however little was copied: b16. Over a hole it ends all the same, since the first
 * rejected copy has zeroed the blocks and so made the page uptodate; over blocks that are to be overwritten it does not.)
 */
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13, v5_14 } from "../../spec/kernels.js";
import { nothingBehindTheEnd } from "../../spec/known-unreached.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { genericPerformWriteSegmentTags, genericPerformWriteTags, genericPerformWriteTagsPremature } from "../../spec/vfs/generic-perform-write-tags.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, kernel, type Model } from "../../src/language/index.js";

/** Three cells, to holes or to blocks; the last two are in a granule with this tag or another. */
const acrossTwoGranules = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < p.BLOCKS; block++) mapBlock(s, block, p);
  placeWrite(s, 0, 3, p.PAGE - 1);
  s.user.pages[1] = choose.oneOf("second granule", ["resident", "invalid"]);
});

const asks = (kernel: Kernel): Model =>
  ext2Write(kernel, { set: { PAGES: 1, FOLIOS: 1, BLOCK: 2, WRITE: 3, USER_PAGES: 2 }, initial: acrossTwoGranules, properties: [everyWriteReturns] });

const before = kernel("5.14 with arm64's copy of 5.13", { after: v5_14, links: [genericPerformWriteTagsPremature] });
const after = kernel("5.14 on arm64", { after: v5_14, links: [genericPerformWriteTags] });
const oldLoop = kernel("5.13 on arm64, with 295cf156231c", { after: v5_13, links: [genericPerformWriteSegmentTags] });

export const b29 = defineCheck({
  id: "bugs/b29",
  title: "A write from memory that ends in the middle of a page returns",
  by: "295cf156231c (arm64: Avoid premature usercopy failure); up to 5.13",
  refutedBy: "a write that goes round for ever, although nobody disturbs it",
  expect: "violated",
  unreached: [...nothingBehindTheEnd],
  runs: [
    ...beforeAndAfter(asks, { before, after }),
    { name: "in the loop of 5.13, which asks for the whole segment again", role: "contrast", expect: "violated", model: asks(oldLoop) },
  ],
});
