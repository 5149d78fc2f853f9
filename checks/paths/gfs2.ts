import { evictor } from "../../spec/actors/evictor.js";
import { tellingWrite } from "../../spec/initial.js";
import { v5_18, v6_1_192 } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed, mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { cleanUpFreesItsOwn, iSizeCoversData, writePathProperties } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck } from "../../src/language/index.js";

const repaired = (kernel: typeof v5_18) => apply(apply(kernel, lateUptodate), startRoundedDown);
/** What a rejected copy past the end of the file does to i_size is a question of its own: paths/i-size. */
const evicting = {
  initial: tellingWrite,
  actors: [writePath.process("evictor", evictor, { daemon: true })],
  properties: writePathProperties.filter((property) => property !== iSizeCoversData),
};

export const gfs2 = defineCheck({
  id: "paths/gfs2",
  title: "A write to gfs2 keeps every property, once blocks are marked uptodate late and freed from their start (one eviction)",
  by: "behaviour.md §4",
  refutedBy: "any property of spec/properties that fails although both are put right",
  expect: "holds",
  unreached: [...copiesAreWhole, ...mappingStaysValid, ...gfs2MappingsAreUsed],
  // without an eviction nothing is cleaned up
  vacuous: [cleanUpFreesItsOwn.name],
  runs: [
    { name: "5.18, page = block", expect: "holds", model: gfs2Write(repaired(v5_18)) },
    { name: "6.1.192, page = 2 blocks", expect: "holds", model: gfs2Write(repaired(v6_1_192), { set: { BLOCK: 2 } }) },
    { name: "6.1.192, one eviction, page = block", expect: "holds", model: gfs2Write(repaired(v6_1_192), { ...evicting, set: { WRITE: 3 } }) },
    { name: "6.1.192, one eviction, page = 2 blocks", expect: "holds", model: gfs2Write(repaired(v6_1_192), { ...evicting, set: { WRITE: 3, BLOCK: 2 } }) },
  ],
});
