/**
 * A write that got somewhere and then met an error returns how far it got. 219580eea1ee, which moved the update of ki_pos into
 * iomap_file_buffered_write(), returned the error whenever there was one: the first page is in the file, and the caller is told that
 * nothing is.
 *
 * A write of two pages of the file from two user pages, of which the second may be no memory.
 */
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { chooseResidency, placeFile, placeWrite } from "../../spec/initial.js";
import { iomapFileBufferedWriteErrnoFirst } from "../../spec/iomap/iomap-file-buffered-write-errno-first.js";
import { v6_5 } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow, mappingStaysValid } from "../../spec/known-unreached.js";
import { countBeatsErrno } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, kernel, type Model } from "../../src/language/index.js";

const v6_5_rc = kernel("6.5-rc", { about: "iomap updates ki_pos itself (219580eea1ee)", after: v6_5, links: [iomapFileBufferedWriteErrnoFirst] });

const twoPages = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, p.FILE, 0);
  chooseResidency(s, p, choose, true);
});

const asks = (kernel: Kernel): Model =>
  xfsWrite(kernel, { set: { PAGE: 2, BLOCK: 2, CHUNK: 2, WRITE: 4, USER_PAGES: 2 }, initial: twoPages, properties: [countBeatsErrno] });

export const b15 = defineCheck({
  id: "bugs/b15",
  title: "A write through iomap that wrote something says so, whatever ended it",
  by: "20c64ec83a9f (iomap: fix a regression for partial write errors); 6.5-rc",
  refutedBy: "an error, although a part of the buffer was taken",
  expect: "violated",
  unreached: [...mappingStaysValid, ...copiesAreWhole, ...fileDoesNotGrow],
  runs: beforeAndAfter(asks, { before: v6_5_rc, after: v6_5 }),
});
