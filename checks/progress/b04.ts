/**
 * iomap wants the whole of what it is to copy in memory, up to the end of the file's page, or gives up with EFAULT; gfs2 then faults in one
 * user page, and tries again. A buffer that begins in the middle of a user page needs two of them. The second is never asked for.
 */
import { v5_16, v5_16_rc1 } from "../../spec/kernels.js";
import { progressOf } from "../../spec/progress.js";
import { everyUndisturbedWriteReturns } from "../../spec/properties/every-write-returns.js";
import { gfs2Write } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

export const b04 = defineCheck({
  id: "progress/b04",
  title: "A write to gfs2 from two user pages returns, if nobody disturbs it for ever",
  by: "554c577cee95 (gfs2: Prevent endless loops in gfs2_file_buffered_write)",
  refutedBy: "a write that goes round for ever, left in peace",
  expect: "violated",
  runs: [
    { name: "5.16-rc1", expect: "violated", model: progressOf(gfs2Write, v5_16_rc1, [everyUndisturbedWriteReturns]) },
    { name: "5.16", role: "contrast", expect: "holds", model: progressOf(gfs2Write, v5_16, [everyUndisturbedWriteReturns]) },
  ],
});
