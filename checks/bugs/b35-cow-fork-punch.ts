/**
 * A write to a block that two files share reserves space for a copy, in the COW fork. Until 6.11 the mapping did not say that the
 * reservation was new, so a write that came up short gave nothing back: the space stays reserved, for data that will never come.
 * (Years before it did say so, and the clean-up looked for the reservation in the data fork.)
 *
 * A write to two blocks, of which either may be shared, from two user pages, of which either may be no memory at all; beside a store
 * through a mapping, which may need the very reservation.
 */

import { mmapWriter } from "../../spec/actors/mmap-writer.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { smallPage } from "../../spec/initial-few.js";
import { v6_10 } from "../../spec/kernels.js";
import { fileDoesNotGrow, mappingStaysValid, writesStayInside } from "../../spec/known-unreached.js";
import { mount } from "../../spec/mount.js";
import { noCowReservationLeft, sharedIsCopiedOnWrite } from "../../spec/properties/cow-reservations.js";
import { reflinkPath } from "../../spec/xfs/reflink-path.js";
import { xfs_file_buffered_write } from "../../spec/xfs/xfs-file-buffered-write.js";
import {
  iomapPageMkwriteCow,
  xfsBufferedWriteIomapBeginCow,
  xfsBufferedWriteIomapBeginCowNew,
  xfsBufferedWriteIomapEndCow,
} from "../../spec/xfs/xfs-iomap-cow.js";
import { defineCheck, type Kernel, kernel, type Model } from "../../src/language/index.js";

const overSharedBlocks = reflinkPath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  for (let block = 0; block < p.BLOCKS; block++) {
    mapBlock(s, block, p);
    s.cow.shared[block] = choose.flag("shared");
  }
  placeWrite(s, 0, 2, p.PAGE - 1);
  for (let page = 0; page < p.USER_PAGES; page++) s.user.pages[page] = choose.oneOf("user page", ["resident", "invalid"]);
});

const asks = (version: Kernel): Model =>
  reflinkPath.model("a write to a reflinked file on xfs", {
    set: { ...smallPage, BLOCK: 1 },
    kernel: mount(version, "xfs"),
    processes: [reflinkPath.process("writer", xfs_file_buffered_write), reflinkPath.process("mmap-writer", mmapWriter)],
    initial: overSharedBlocks,
    properties: [noCowReservationLeft, sharedIsCopiedOnWrite],
  });

const before = kernel("6.11", {
  about: "as 6.10, of a file with a COW fork",
  after: v6_10,
  links: [xfsBufferedWriteIomapBeginCow, iomapPageMkwriteCow],
});
const after = kernel("6.12", {
  about: "reservations in the COW fork are new, and are punched there",
  after: before,
  links: [xfsBufferedWriteIomapBeginCowNew, xfsBufferedWriteIomapEndCow],
});

export const b35 = defineCheck({
  id: "bugs/b35",
  title: "A write to xfs that comes up short gives back what it has reserved in the COW fork",
  by: "xfs: punch delalloc extents from the COW fork for COW writes (6.12-rc4); up to 6.11",
  refutedBy: "a reservation in the COW fork, after the write, that no dirty block needs",
  expect: "violated",
  // nothing is new before, so the clean-up looks at nothing
  unreached: [...fileDoesNotGrow, ...writesStayInside, ...mappingStaysValid, "**/iomap_end.lock", "**/iomap_end.scan"],
  runs: beforeAndAfter(asks, { before, after }),
});
