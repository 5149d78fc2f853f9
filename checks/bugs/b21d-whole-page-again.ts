/**
 * Once short copies counted as nothing (b21c), btrfs tried the same again: unlike generic_perform_write(), it does not ask for less. Where the write
 * begins and ends at a page there is no reason to read the page either, which would let a short copy count. Only the segment that the iterator stands
 * in is faulted in; if the next one is not in memory, each copy ends there, and each is rejected. ceph's daemon spun so, on btrfs. (That it was a
 * second segment which was not in memory is our reading of the source; the fix's message does not say what kept the copy short.)
 *
 * A writev(2) of a page from two segments of half a page.
 */

import { beforeAndAfter } from "../../spec/before-and-after.js";
import { btrfsFileAioWrite, btrfsFileAioWriteForces } from "../../spec/btrfs/btrfs-file-aio-write.js";
import { btrfsWrite } from "../../spec/btrfs/btrfs-write.js";
import { mapBlock, placeFile, placeSegments } from "../../spec/initial.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { faultInPagesReadable } from "../../spec/vfs/fault-in-pages-readable.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

const twoHalves = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  if (choose.flag("block is mapped")) mapBlock(s, 0, p);
  placeSegments(s, 0, 2, choose.number("second segment", 1, 2), p);
  for (let page = 0; page < 2; page++) s.user.pages[page] = choose.oneOf("user page", ["resident", "absent", "invalid"]);
});

const v3_1 = kernel("3.1", { about: "btrfs", links: [btrfsFileAioWrite, faultInPagesReadable] });
const fixb6316429af7f = patch("b6316429af7f", {
  title: "Btrfs: force a page fault if we have a shorty copy on a page boundary",
  links: [btrfsFileAioWriteForces],
});

const asks = (kernel: Kernel): Model =>
  btrfsWrite(kernel, { set: { USER_PAGES: 2, SEGMENTS: 2, WRITE: 4 }, initial: twoHalves, properties: [everyWriteReturns] });

export const b21d = defineCheck({
  id: "bugs/b21d",
  title: "A write to btrfs whose copy comes up short returns",
  by: "b6316429af7f (Btrfs: force a page fault if we have a shorty copy on a page boundary); up to 3.1",
  refutedBy: "a write that goes round for ever, although nobody disturbs it",
  expect: "violated",
  runs: beforeAndAfter(asks, { before: v3_1, after: apply(v3_1, fixb6316429af7f) }),
});
