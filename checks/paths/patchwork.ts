/**
 * The functions that prepare a page for a write go through its blocks one by one: what is uptodate is skipped, and what lies behind the end of the file is dealt with by itself. Pages all of
 * whose blocks are alike put little of that to the test. Here each block has its own past.
 */

import { onlyPage, overPatchworkWholeBlocks } from "../../spec/initial-patchwork.js";
import { v5_17, v5_18, v6_1_192, v6_13 } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed, mappingStaysValid, xfsMappingsAreUsed, xfsReservationsAreUsed } from "../../spec/known-unreached.js";
import { lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { asking, evictedPatchwork, patchwork, within } from "../../spec/probes.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import {
  blocksAreDirtiedByData,
  cleanUpFreesItsOwn,
  iSizeCoversData,
  noUninitialisedReadable,
  readIsMarked,
  uptodateImpliesValid,
} from "../../spec/properties/index.js";
import { gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { apply, defineCheck, type Kernel, type Property } from "../../src/language/index.js";

const late = (kernel: Kernel) => apply(kernel, lateUptodate);

/** User pages are there when they are copied from. */
const alone: Question = {
  ...patchwork,
  unreached: [...copiesAreWhole, ...mappingStaysValid, ...gfs2MappingsAreUsed, ...xfsMappingsAreUsed, ...xfsReservationsAreUsed, "writer.drop_glock"],
};
const evicted: Question = { ...evictedPatchwork, unreached: [...mappingStaysValid, ...xfsMappingsAreUsed, ...xfsReservationsAreUsed] };
const returns: Question = { ...alone, properties: [everyWriteReturns] };
/** What is marked too early is shown too early: open/b07. Only what a write covers in part is. */
const early = without(alone, [uptodateImpliesValid, noUninitialisedReadable, iSizeCoversData]);
const wholeBlocks = without({ ...alone, initial: overPatchworkWholeBlocks }, [readIsMarked]);

function without(question: Question, properties: readonly Property[]): Question {
  return { ...question, properties: (question.properties ?? []).filter((property) => !properties.includes(property)) };
}

export const patchworkPages = defineCheck({
  id: "paths/patchwork",
  title: "A write to a page whose blocks are holes, cached or on disk, also behind the end of the file, keeps every property",
  by: "behaviour.md §1c: iomap_adjust_read_range()",
  refutedBy: "a block that is read over what an earlier write put there, or what was behind the end of the file and is seen",
  expect: "holds",
  // without an eviction nothing is cleaned up
  vacuous: [cleanUpFreesItsOwn.name],
  runs: [
    { name: "xfs, 5.17, marked late", expect: "holds", model: xfsWrite(late(v5_17), alone) },
    { name: "xfs, 6.13, marked late", expect: "holds", model: xfsWrite(late(v6_13), asking(alone, blocksAreDirtiedByData)) },
    { name: "xfs, 5.17, marked late, page = block", expect: "holds", model: xfsWrite(late(v5_17), within(alone, { BLOCK: 4 })) },
    { name: "gfs2, 5.18, marked late", expect: "holds", model: gfs2Write(apply(late(v5_18), startRoundedDown), alone) },
    { name: "gfs2, 6.1.192", expect: "holds", model: gfs2Write(v6_1_192, early) },
    { name: "xfs, 5.17", expect: "holds", model: xfsWrite(v5_17, early) },
    { name: "xfs, 5.17, page = block", expect: "holds", model: xfsWrite(v5_17, within(early, { BLOCK: 4 })) },
    { name: "xfs, 5.17, whole blocks", expect: "holds", model: xfsWrite(v5_17, wholeBlocks) },
    { name: "xfs, 6.13, whole blocks", expect: "holds", model: xfsWrite(v6_13, wholeBlocks) },
    { name: "xfs, 5.17, and back", expect: "holds", model: xfsWrite(v5_17, returns) },
    { name: "xfs, 6.13, marked late, and back", expect: "holds", model: xfsWrite(late(v6_13), returns) },
    // a copy that is rejected behind the end of the file moves that end (paths/i-size): the block is then taken for one of the file's, and read
    { name: "xfs, 5.17, marked late, one eviction", role: "contrast", expect: "violated", model: xfsWrite(late(v5_17), evicted) },
    {
      name: "xfs, 6.13, marked late, one eviction",
      role: "contrast",
      expect: "violated",
      model: xfsWrite(late(v6_13), asking(evicted, blocksAreDirtiedByData)),
    },
    { name: "xfs, 5.17, the only page, one eviction", role: "contrast", expect: "violated", model: xfsWrite(v5_17, within(evicted, onlyPage)) },
    { name: "xfs, 6.13, the only page, one eviction", role: "contrast", expect: "violated", model: xfsWrite(v6_13, within(evicted, onlyPage)) },
  ],
});
