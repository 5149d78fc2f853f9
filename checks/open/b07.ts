/**
 * __iomap_write_begin() marks a block uptodate when it has zeroed the part of it that a write leaves, before the user's data is in the
 * other part. If the copy then ends inside of the block and the rest of the buffer cannot be had, the cells in between are what the page
 * allocator left, and are readable.
 *
 * - Block = folio: that sets the folio's flag, so the short copy is accepted at once.
 * - Block < folio: the short copy is rejected, as it should be. But the block's bit stays set, so the second try, for what the first has
 *   copied, finds nothing to zero, and is accepted: the rule for short copies does not help.
 *
 * Reported in August 2024 (Zhang Yi, Matthew Wilcox); whether it was merged in any form is not known here. Unmodified Debian kernels
 * 6.1.192 and 6.12.117 show it when booted with init_on_alloc=0; init_on_alloc=1, their default, hides it. Proposed, as posted then: mark
 * only what was read from disk (`spec/patches/late-uptodate.ts`).
 *
 * Since 6.6 only the blocks of accepted cells are dirty: what is cached beside them is never written, and differs from the disk.
 */

import { reclaim } from "../../spec/actors/reclaim.js";
import { writeback } from "../../spec/actors/writeback.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v6_1_192, v6_13 } from "../../spec/kernels.js";
import { copiesAreWhole, mappingStaysValid } from "../../spec/known-unreached.js";
import { contentAt } from "../../spec/page-cache/file.js";
import { lateUptodate } from "../../spec/patches/index.js";
import { cacheAndDiskAgree, noGarbageLeft, uptodateImpliesValid } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, apply, defineCheck, implies, type Kernel, type Model, type ParameterValues } from "../../src/language/index.js";

const onlyByAcceptance = writePath.always(
  "what is left was accepted with a short copy",
  {
    about: "Uninitialised memory is left in the file only by a write_end that has accepted a part of what it was asked to commit.",
    source: "the two ways in which it was seen on Debian's 6.1 and 6.12",
  },
  (s, p) => implies(s.result.returned && !s.ghost.partial_commit, () => all(0, s.i_size, (cell) => contentAt(s, cell, p) !== "garbage")),
);

/** Two blocks in a page, each large enough for a cell that is zeroed, one that is copied and one that is not. */
const twoBlocks: ParameterValues = { PAGE: 8, BLOCK: 4, CHUNK: 8 };

function asks(kernel: Kernel, set: ParameterValues = {}): Model {
  return xfsWrite(kernel, { set: { ...onePage, ...set }, initial: fewWrites, properties: [uptodateImpliesValid, noGarbageLeft, onlyByAcceptance] });
}

/** What the disk gets of it. A write that touches both blocks of a page may stop in the first. */
function writesBack(kernel: Kernel): Model {
  const actors = [writePath.process("writeback", writeback, { daemon: true }), writePath.process("reclaim", reclaim, { daemon: true })];
  return xfsWrite(kernel, { set: { ...onePage, BLOCK: 2 }, initial: fewWrites, actors, properties: [cacheAndDiskAgree] });
}

const proposed = (kernel: Kernel): Kernel => apply(kernel, lateUptodate);

/** Accepted at once; or rejected, and accepted when it is done again. */
const atOnce = { [uptodateImpliesValid.name]: "violated", [noGarbageLeft.name]: "violated", [onlyByAcceptance.name]: "holds" } as const;
const doneAgain = { ...atOnce, [onlyByAcceptance.name]: "violated" } as const;

export const b07 = defineCheck({
  id: "open/b07",
  title: "iomap marks a block uptodate only when every byte of it is valid (xfs, one page)",
  by: "9dc55f1389f9; the report of August 2024",
  refutedBy: "an uptodate cell that holds what the page's last owner left there",
  expect: "violated",
  unreached: [...copiesAreWhole, ...mappingStaysValid],
  runs: [
    { name: "6.1.192, page = block: accepted at once", expect: "violated", properties: atOnce, model: asks(v6_1_192) },
    { name: "6.1.192, page = 2 blocks: rejected, and done again", expect: "violated", properties: doneAgain, model: asks(v6_1_192, twoBlocks) },
    { name: "6.13, page = block", expect: "violated", properties: atOnce, model: asks(v6_13) },
    { name: "6.13, page = 2 blocks", expect: "violated", properties: doneAgain, model: asks(v6_13, twoBlocks) },
    { name: "6.13, cache and disk", expect: "violated", model: writesBack(v6_13) },
    { name: "6.1.192, cache and disk, without per-block dirty bits", role: "contrast", expect: "holds", model: writesBack(v6_1_192) },
    { name: "init_on_alloc=1 hides it, page = block", role: "contrast", expect: "holds", model: asks(v6_1_192, { INIT_ON_ALLOC: true }) },
    { name: "init_on_alloc=1 hides it, page = 2 blocks", role: "contrast", expect: "holds", model: asks(v6_13, { ...twoBlocks, INIT_ON_ALLOC: true }) },
    { name: "late marking, 6.1.192, page = block", role: "contrast", expect: "holds", model: asks(proposed(v6_1_192)) },
    { name: "late marking, 6.13, page = 2 blocks", role: "contrast", expect: "holds", model: asks(proposed(v6_13), twoBlocks) },
    { name: "late marking, 6.13, cache and disk", role: "contrast", expect: "holds", model: writesBack(proposed(v6_13)) },
  ],
  mutant: { patch: lateUptodate, turns: "holds" },
});
