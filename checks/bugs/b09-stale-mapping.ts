/**
 * A write maps its whole range once, and then goes through it folio by folio. Meanwhile writeback of an earlier write gets to a folio
 * ahead of it: what was delayed, or unwritten, is on disk now, and reclaim may drop the folio. The writer still believes in its old
 * mapping, under which there is nothing to read: it zeroes around its own cells, over data of the earlier write.
 *
 * The fix compares the mapping with the extent map once more under the folio lock, by a cookie that every change of the map changes.
 */

import { reclaim } from "../../spec/actors/reclaim.js";
import { writeback } from "../../spec/actors/writeback.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { overEarlierUnwritten } from "../../spec/initial-earlier.js";
import { v6_1 } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow, pagesAreInside, writesStayInside, xfsMappingsAreUsed } from "../../spec/known-unreached.js";
import { d7b64041164c } from "../../spec/patches/index.js";
import { restIsUntouched } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const actors = [writePath.process("writeback", writeback, { daemon: true }), writePath.process("reclaim", reclaim, { daemon: true })];

/** One cell into each of two pages. Nothing is copied before its user page was faulted in, so every copy is whole. */
const asks = (kernel: Kernel): Model =>
  xfsWrite(kernel, { set: { PAGES: 2, FOLIOS: 2, WRITE: 2, USER_PAGES: 1 }, initial: overEarlierUnwritten, actors, properties: [restIsUntouched] });

export const b09 = defineCheck({
  id: "bugs/b09",
  title: "A write to xfs looks at its mapping again before it zeroes what the mapping says is not on disk",
  by: "d7b64041164c (iomap: write iomap validity checks), 304a68b9c63b (xfs: use iomap_valid method to detect stale cached iomaps); 4.18 to 6.1",
  refutedBy: "a cell that the write did not ask for, and that reads otherwise afterwards",
  expect: "violated",
  unreached: [...copiesAreWhole, ...xfsMappingsAreUsed, ...fileDoesNotGrow, ...writesStayInside, ...pagesAreInside],
  runs: beforeAndAfter(asks, { before: v6_1, after: apply(v6_1, d7b64041164c) }),
});
