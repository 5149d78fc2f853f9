/**
 * Since 6.15 (665575cff098) generic_perform_write() needs peace where it needed luck. A copy that came up short is tried again for what it
 * copied. If the page is gone by then, only that much is faulted in; then the whole is tried, whose second page is absent still, and it comes up short
 * as before. The write is lucky in every turn, and none the further for it.
 */
import { kernels, posted2025, v6_15 } from "../../spec/kernels.js";
import { progressRuns } from "../../spec/progress.js";
import { ext2Write } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

const faultsAfter = [v6_15, posted2025];
const faultsBefore = kernels.filter((kernel) => !faultsAfter.includes(kernel));

export const ext2 = defineCheck({
  id: "progress/ext2",
  title: "A write through buffer heads returns, if what it faults in stays there until the next copy again and again",
  by: "behaviour.md §4, 14",
  refutedBy: "a write that goes round for ever although it was lucky again and again",
  expect: "violated",
  runs: [
    ...progressRuns(ext2Write, "generic_perform_write.again", "luck", faultsBefore),
    ...progressRuns(ext2Write, "generic_perform_write.fault_in", "peace", faultsAfter),
  ],
});
