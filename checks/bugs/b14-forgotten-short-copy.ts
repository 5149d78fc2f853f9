/**
 * A short copy into a folio that is not uptodate is rejected, and what it copied is the length to try next. 5d8edfb900d5 computed that
 * length anew at the top of the loop: the same short copy is tried, and rejected, for ever.
 *
 * As in LTP's writev07, a second segment that is no memory is enough. (With blocks as large as the page, early marking accepts such a copy,
 * and hides the loop from writes of less than a page: see open/b07. So there are two blocks in the page.)
 */
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { placeFile, placeSegments } from "../../spec/initial.js";
import { v6_6, v6_6_rc } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow, mappingStaysValid, xfsReservationsAreUsed } from "../../spec/known-unreached.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, type Model } from "../../src/language/index.js";

/** Two segments of a cell each, in a user page of their own; the second is resident, absent or no memory at all. */
const secondSegmentMayBeBad = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  placeSegments(s, 0, 1, 1, p);
  s.user.pages[1] = choose.oneOf("second user page", ["resident", "absent", "invalid"]);
});

const asks = (kernel: Kernel): Model =>
  xfsWrite(kernel, {
    set: { PAGES: 1, FOLIOS: 1, BLOCK: 2, WRITE: 2, USER_PAGES: 2, SEGMENTS: 2 },
    initial: secondSegmentMayBeBad,
    properties: [everyWriteReturns],
  });

export const b14 = defineCheck({
  id: "bugs/b14",
  title: "A write through iomap whose copy comes up short returns",
  by: "3ac974796e5d (iomap: fix short copy in iomap_write_iter()); 6.6-rc1 to -rc6",
  refutedBy: "a write that goes round for ever, although nobody disturbs it",
  expect: "violated",
  unreached: [...mappingStaysValid, ...copiesAreWhole, ...fileDoesNotGrow, ...xfsReservationsAreUsed],
  runs: beforeAndAfter(asks, { before: v6_6_rc, after: v6_6 }),
});
