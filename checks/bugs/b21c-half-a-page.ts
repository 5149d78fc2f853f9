/**
 * btrfs, when its copies could come up short (914ee295af41), had no rule for that. A page that is to be overwritten as a whole is not read; when only
 * half of it was copied, it was marked uptodate and dirty all the same, with what its last owner had left in the other half. The rest of the write
 * would fill it, if it comes that far.
 *
 * A write of a whole page from two user pages, of which the second goes away before the copy.
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { btrfsFileAioWrite, btrfsFileAioWriteAccepts } from "../../spec/btrfs/btrfs-file-aio-write.js";
import { btrfsWrite } from "../../spec/btrfs/btrfs-write.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { uptodateImpliesValid } from "../../spec/properties/index.js";
import { faultInPagesReadable } from "../../spec/vfs/fault-in-pages-readable.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

const wholePage = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  if (choose.flag("block is mapped")) mapBlock(s, 0, p);
  const pos = choose.number("pos", 0, 1);
  placeWrite(s, pos, p.PAGE - pos, p.PAGE - 2);
  for (let page = 0; page < 2; page++) s.user.pages[page] = "resident";
});

const vb1bf862e9dad = kernel("b1bf862e9dad", { about: "btrfs", links: [btrfsFileAioWriteAccepts, faultInPagesReadable] });
const fix31339acd07b4 = patch("31339acd07b4", { title: "Btrfs: deal with short returns from copy_from_user", links: [btrfsFileAioWrite] });

const asks = (kernel: Kernel): Model =>
  btrfsWrite(kernel, {
    set: { USER_PAGES: 2, WRITE: 4 },
    initial: wholePage,
    actors: [writePath.process("unmapper", unmapper, { daemon: true })],
    properties: [uptodateImpliesValid],
  });

export const b21c = defineCheck({
  id: "bugs/b21c",
  title: "btrfs commits nothing of a short copy into a page that is not uptodate",
  by: "31339acd07b4 (Btrfs: deal with short returns from copy_from_user); from 914ee295af41 on",
  refutedBy: "uninitialised memory in a page that is uptodate",
  expect: "violated",
  runs: beforeAndAfter(asks, { before: vb1bf862e9dad, after: apply(vb1bf862e9dad, fix31339acd07b4) }),
});
