/**
 * How a write goes on: how much an attempt is shown, how much a copy takes, what is held meanwhile, and that nothing is held or hidden when it has returned. Where that is wrong no data
 * need be: it was mutants of the loops that showed that nothing else asks. What is known to be wrong otherwise is put right: late marking, and what gfs2_iomap_end() leaves behind, but for
 * two contrasts.
 */

import { posted2025, v5_16, v5_16_rc1, v5_17, v5_18, v5_18_prefault, v5_18_rc5, v6_1_192, v6_6, v6_12_117, v6_13 } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed, mappingStaysValid } from "../../spec/known-unreached.js";
import { d031a8866e70, lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { asking, attempts, evictedAttempts } from "../../spec/probes.js";
import {
  attemptsAfterNothingAreOfAPage,
  attemptsAreShownWhatIsThere,
  attemptsHoldTheGlock,
  cleanUpFreesItsOwn,
  freedBlocksLeaveTheCache,
  retriesAreShownAUserPage,
  weakOnlyToFaultIn,
} from "../../spec/properties/index.js";
import { gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { apply, defineCheck, type Kernel, type Property, type Run } from "../../src/language/index.js";

function repaired(kernel: Kernel): Kernel {
  const isOld = kernel.links.gfs2_iomap_end !== v5_18.links.gfs2_iomap_end;
  return apply(apply(isOld ? apply(kernel, d031a8866e70) : kernel, lateUptodate), startRoundedDown);
}

function nameOf(filesystem: string, kernel: Kernel, { actors }: Question): string {
  return `${filesystem}, ${kernel.name}${actors === undefined ? "" : ", one eviction"}`;
}

function gfs2(kernel: Kernel, question: Question, ...more: readonly Property[]): Run {
  return { name: nameOf("gfs2", kernel, question), expect: "holds", model: gfs2Write(repaired(kernel), asking(question, attemptsHoldTheGlock, ...more)) };
}

/** gfs2_iomap_end() as it was: what it leaves behind is seen. That it frees only what this call allocated holds all the same, and mutants of the old text break it. */
function leavesBlocks(kernel: Kernel, question: Question): Run {
  const model = gfs2Write(apply(kernel, lateUptodate), asking(question, attemptsHoldTheGlock, freedBlocksLeaveTheCache));
  return { name: `${nameOf("gfs2", kernel, question)}, blocks left behind`, role: "contrast", expect: "violated", model };
}

function xfs(kernel: Kernel, question: Question): Run {
  return { name: nameOf("xfs", kernel, question), expect: "holds", model: xfsWrite(apply(kernel, lateUptodate), question) };
}

/** No write begins behind the end of the file. */
const beginsWithin = ["lock_folio", "read", "zero"].map((step) => `writer/gfs2_clear_beyond_eof.${step}`);
/** Of a write that is faulted in first, and then copied, all is there when it is copied. */
const faultedInFirst: Question = {
  ...attempts,
  unreached: [...copiesAreWhole, ...gfs2MappingsAreUsed, ...mappingStaysValid, ...beginsWithin],
};
const evicted: Question = { ...evictedAttempts, unreached: mappingStaysValid };
/** 5.16-rc1 gives up where less than all of a page is there. */
const allOrNothing: Question = { ...attempts, unreached: copiesAreWhole };
const copiedFirst: Question = { ...attempts, unreached: mappingStaysValid };

export const attemptsOfAWrite = defineCheck({
  id: "paths/attempts",
  title: "A write goes on in steps as large as may be, and gives back what it took",
  by: "behaviour.md §1a and §1e",
  refutedBy: "an attempt that is shown less than is there, or more; a copy that stops before the page does; a lock that is kept",
  expect: "holds",
  // without an eviction nothing is cleaned up
  vacuous: [cleanUpFreesItsOwn.name],
  runs: [
    gfs2(v5_16_rc1, allOrNothing, weakOnlyToFaultIn, freedBlocksLeaveTheCache),
    gfs2(v5_16, copiedFirst, weakOnlyToFaultIn, freedBlocksLeaveTheCache, retriesAreShownAUserPage),
    gfs2(v5_18_rc5, copiedFirst, weakOnlyToFaultIn, freedBlocksLeaveTheCache, retriesAreShownAUserPage),
    gfs2(v5_18_prefault, faultedInFirst, weakOnlyToFaultIn, attemptsAreShownWhatIsThere),
    gfs2(v5_18, faultedInFirst, attemptsAreShownWhatIsThere),
    gfs2(v6_1_192, faultedInFirst, attemptsAreShownWhatIsThere),
    gfs2(v6_12_117, faultedInFirst, attemptsAreShownWhatIsThere),
    gfs2(v5_16, evicted, weakOnlyToFaultIn, freedBlocksLeaveTheCache),
    gfs2(v5_18_prefault, evicted, weakOnlyToFaultIn, freedBlocksLeaveTheCache, attemptsAfterNothingAreOfAPage),
    gfs2(v5_18, evicted, freedBlocksLeaveTheCache, attemptsAfterNothingAreOfAPage),
    gfs2(v6_1_192, evicted, freedBlocksLeaveTheCache, attemptsAfterNothingAreOfAPage),
    leavesBlocks(v5_16, copiedFirst),
    leavesBlocks(v5_18, evicted),
    xfs(v5_17, copiedFirst),
    xfs(v6_13, copiedFirst),
    xfs(posted2025, copiedFirst),
    xfs(v5_17, evicted),
    xfs(v6_6, evicted),
    xfs(v6_13, evicted),
    xfs(posted2025, evicted),
  ],
});
