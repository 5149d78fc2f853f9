/**
 * iomap wants the whole of what it is to copy in memory, up to the end of the file's page, or gives up with EFAULT; gfs2 then faults in one
 * user page, and tries again. A buffer that begins in the middle of a user page needs two of them. The second is never asked for.
 *
 * Nobody takes a page away: the write goes round for ever by itself.
 */
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { chooseResidency, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_16, v5_16_rc1 } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow } from "../../spec/known-unreached.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, type Model } from "../../src/language/index.js";

/** A page from two user pages, each resident, absent or no memory at all. */
const acrossTwoUserPages = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, p.PAGE, 1);
  chooseResidency(s, p, choose, true);
});

const asks = (kernel: Kernel): Model =>
  gfs2Write(kernel, { set: { PAGES: 1, FOLIOS: 1, WRITE: 4, USER_PAGES: 2 }, initial: acrossTwoUserPages, properties: [everyWriteReturns] });

export const b04 = defineCheck({
  id: "bugs/b04",
  title: "A write to gfs2 from two user pages returns",
  by: "554c577cee95 (gfs2: Prevent endless loops in gfs2_file_buffered_write); 5.16-rc1",
  refutedBy: "a write that goes round for ever, although nobody disturbs it",
  expect: "violated",
  unreached: [...copiesAreWhole, ...fileDoesNotGrow],
  runs: beforeAndAfter(asks, { before: v5_16_rc1, after: v5_16 }),
});
