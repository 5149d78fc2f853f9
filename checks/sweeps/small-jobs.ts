/**
 * Two sweeps of two hundred searches each, the rule for short copies at small bounds. What it costs to hand out searches is measured with them, by
 * `npx faultline bench --only sweep`.
 */
import { defineSweep } from "../../src/language/index.js";
import { shortCopyRule } from "./short-copy-rule.js";

const { subjects } = shortCopyRule;

/** A moment each: fourteen thousand states, on average. */
export const smallJobs = defineSweep({
  id: "sweeps/small-jobs",
  title: "a short copy into a folio that is not uptodate commits nothing, in one small page",
  over: { PAGE: [2, 3], BLOCK: [1, 2, 3], WRITE: [1, 2, 3], EVICTIONS: [0, 1, 2, 3, 4] },
  within: ({ PAGE = 0, BLOCK = 0, WRITE = 0 }) => PAGE % BLOCK === 0 && WRITE <= PAGE,
  subjects,
  expect: "holds",
});

/** Two hundred thousand states each, on average. */
export const twoPageJobs = defineSweep({
  id: "sweeps/two-page-jobs",
  title: "a short copy into a folio that is not uptodate commits nothing, in two small pages",
  over: { PAGES: [2], PAGE: [3, 4], BLOCK: [1, 2, 3, 4], WRITE: [3, 4], EVICTIONS: [0, 1, 2, 3, 4] },
  within: ({ PAGE = 0, BLOCK = 0 }) => PAGE % BLOCK === 0,
  subjects,
  expect: "holds",
});
