/**
 * A short copy into a folio that is not uptodate is rejected, and what it copied is the length to try next. 5d8edfb900d5 computed that
 * length anew at the top of the loop: the same short copy is tried, and rejected, for ever. A second user page that cannot be had is
 * enough. (With blocks as large as the page, early marking accepts such a copy, and hides the loop from writes of less than a page.)
 */
import { v6_6, v6_6_rc } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { progressOf } from "../../spec/progress.js";
import { everyUndisturbedWriteReturns } from "../../spec/properties/every-write-returns.js";
import { xfsWrite } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

export const b14 = defineCheck({
  id: "progress/b14",
  title: "A write through iomap whose copy comes up short returns, if nobody disturbs it for ever",
  by: "3ac974796e5d (iomap: fix short copy in iomap_write_iter())",
  refutedBy: "a write that goes round for ever, left in peace",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "6.6-rc", expect: "violated", model: progressOf(xfsWrite, v6_6_rc, [everyUndisturbedWriteReturns]) },
    { name: "6.6", role: "contrast", expect: "holds", model: progressOf(xfsWrite, v6_6, [everyUndisturbedWriteReturns]) },
  ],
});
