/**
 * Before btrfs copies, it reserves space for the pages that it will make dirty. Since 914ee295af41 a copy may come back with nothing; then there is
 * no dirty page, and the reservation was not given back. Tried again and again, a write took all of the file system's space that way.
 *
 * A write from one page, which vanishes between the fault-in and the copy.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { btrfsFileAioWriteAccepts, btrfsFileAioWriteLeaks } from "../../spec/btrfs/btrfs-file-aio-write.js";
import { btrfsWrite } from "../../spec/btrfs/btrfs-write.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { noReservationLeft } from "../../spec/properties/no-reservation-left.js";
import { faultInPagesReadable } from "../../spec/vfs/fault-in-pages-readable.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

const fromOnePage = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  if (choose.flag("block is mapped")) mapBlock(s, 0, p);
  const pos = choose.number("pos", 0, 1);
  placeWrite(s, pos, p.PAGE - pos, 0);
  s.user.pages[0] = choose.oneOf("user page", ["resident", "absent", "invalid"]);
});

const v914ee295af41 = kernel("914ee295af41", { about: "btrfs", links: [btrfsFileAioWriteLeaks, faultInPagesReadable] });
const fixb1bf862e9dad = patch("b1bf862e9dad", { title: "Btrfs: fix regressions in copy_from_user handling", links: [btrfsFileAioWriteAccepts] });

const asks = (kernel: Kernel): Model =>
  btrfsWrite(kernel, {
    set: { USER_PAGES: 1, WRITE: 4 },
    initial: fromOnePage,
    actors: [writePath.process("evictor", evictor, { daemon: true })],
    properties: [noReservationLeft],
  });

export const b21b = defineCheck({
  id: "bugs/b21b",
  title: "A write to btrfs gives back what it has reserved in vain",
  by: "b1bf862e9dad (Btrfs: fix regressions in copy_from_user handling); from 914ee295af41 on",
  refutedBy: "a write that has returned, and a reservation that belongs to no dirty page",
  expect: "violated",
  runs: beforeAndAfter(asks, { before: v914ee295af41, after: apply(v914ee295af41, fixb1bf862e9dad) }),
});
