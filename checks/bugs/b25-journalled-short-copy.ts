/**
 * In data=journal mode ext4 has a write_end of its own. A short copy into a page that was not uptodate counted as nothing there, too, but
 * the page's buffers were marked uptodate and dirty all the same: as if all of the write had come. A block that was to be overwritten as a
 * whole had not been read, so what the page's last owner left in it became the file's content.
 *
 * A write of a whole page over old data, from two user pages; the second vanishes before the copy.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { ext4GetBlock } from "../../spec/ext4/ext4-get-block.js";
import { ext4JournalledWriteEnd, ext4JournalledWriteEndWalksAll } from "../../spec/ext4/ext4-journalled-write-end.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { dirtyImpliesBacked, uptodateImpliesValid } from "../../spec/properties/index.js";
import { vfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** A page, or the half of one, over old data or over holes; the user's buffer crosses into its second page. */
const wholeBlocks = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < p.BLOCKS; block++) mapBlock(s, block, p);
  placeWrite(s, 0, p.BLOCK * choose.number("blocks", 1, p.BLOCKS), p.PAGE - 1);
  for (let page = 0; page < 2; page++) s.user.pages[page] = "resident";
});

/** The loop over it is that of 5.13, which had not changed since 2.6.24. */
const v4_4 = kernel("4.4", { about: "ext4, data=journal", after: v5_13, links: [ext4JournalledWriteEndWalksAll, ext4GetBlock] });
const fix3b136499e906 = patch("3b136499e906", { title: "ext4: fix data corruption in data=journal mode", links: [ext4JournalledWriteEnd] });

const asks = (kernel: Kernel): Model =>
  vfsWrite(kernel, "ext4, data=journal", {
    set: { PAGES: 1, FOLIOS: 1, USER_PAGES: 2, WRITE: 4, BLOCK: 2 },
    initial: wholeBlocks,
    actors: [writePath.process("evictor", evictor, { daemon: true })],
    properties: [uptodateImpliesValid, dirtyImpliesBacked],
  });

export const b25 = defineCheck({
  id: "bugs/b25",
  title: "ext4 in data=journal mode marks nothing uptodate that was not copied",
  by: "3b136499e906 (ext4: fix data corruption in data=journal mode), after b90197b65518; up to 4.10",
  refutedBy: "uninitialised memory in a page that is uptodate",
  expect: "violated",
  runs: beforeAndAfter(asks, { before: v4_4, after: apply(v4_4, fix3b136499e906) }),
});
