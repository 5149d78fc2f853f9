/**
 * iomap marks a block uptodate when it has zeroed the part of it that a write leaves, before the user's data is in the other part.
 *
 * If that makes the whole folio uptodate (one block, or a write that touches them all), a short copy is accepted at once, and the cells
 * that were not copied are what the page allocator left. If other blocks of the folio are not uptodate, the short copy is rejected; but
 * the block's bit stays set, and the second try, which is for what the first has copied, finds nothing to zero and is accepted:
 * open/b07 tells the two apart. Both were seen on stock kernels.
 */

import { v5_17, v6_1_192 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate } from "../../spec/patches/index.js";
import { noGarbageLeft, uptodateImpliesValid } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { apply, defineCheck } from "../../src/language/index.js";

const question = { properties: [uptodateImpliesValid, noGarbageLeft] };
const halfBlocks = { ...question, set: { BLOCK: 2 } };
const both = { [uptodateImpliesValid.name]: "violated", [noGarbageLeft.name]: "violated" } as const;

export const c05 = defineCheck({
  id: "claims/c05",
  title: "With a bug-free file system partial attempts do not matter: iomap_write_iter() is fine as it is",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "a file system that frees what it must, and a short copy that still leaves something in the file that nobody wrote",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "xfs, 5.17, page = block", expect: "violated", properties: both, model: xfsWrite(v5_17, question) },
    { name: "xfs, 5.17, page = 2 blocks", expect: "violated", properties: both, model: xfsWrite(v5_17, halfBlocks) },
    { name: "xfs, 6.1.192, page = block", expect: "violated", properties: both, model: xfsWrite(v6_1_192, question) },
    { name: "late marking, page = block", role: "contrast", expect: "holds", model: xfsWrite(apply(v5_17, lateUptodate), question) },
    { name: "late marking, page = 2 blocks", role: "contrast", expect: "holds", model: xfsWrite(apply(v5_17, lateUptodate), halfBlocks) },
  ],
  mutant: { patch: lateUptodate, turns: "holds" },
});
