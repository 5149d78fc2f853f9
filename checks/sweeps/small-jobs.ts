/**
 * Two hundred searches that take a moment each: the rule for short copies in one page of two or three cells. What it costs to hand out searches is measured with them, by
 * `npx faultline bench --only sweep`.
 */
import { defineSweep } from "../../src/language/index.js";
import { shortCopyRule } from "./short-copy-rule.js";

export const smallJobs = defineSweep({
  id: "sweeps/small-jobs",
  title: "a short copy into a folio that is not uptodate commits nothing, in one small page",
  over: { PAGE: [2, 3], BLOCK: [1, 2, 3], WRITE: [1, 2, 3], EVICTIONS: [0, 1, 2, 3, 4] },
  within: ({ PAGE = 0, BLOCK = 0, WRITE = 0 }) => PAGE % BLOCK === 0 && WRITE <= PAGE,
  subjects: shortCopyRule.subjects,
  expect: "holds",
});
