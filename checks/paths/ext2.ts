import { v5_13, v5_17, v6_15 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole } from "../../spec/known-unreached.js";
import { cleanUpFreesItsOwn, writePathProperties } from "../../spec/properties/index.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, defineCheck, implies, type Kernel, type Model } from "../../src/language/index.js";

const noBlockBeyondTheEnd = writePath.always(
  "a write leaves no block beyond the end of the file",
  {
    about: "When write(2) returns, no block that it has allocated lies wholly past i_size.",
    source: "0f64415d4276 (blocks outside i_size after a write error)",
  },
  (s, p) => all(0, p.BLOCKS, (block) => implies(s.result.returned && s.ghost.allocated[block], () => block * p.BLOCK < s.i_size)),
);

const asks = (kernel: Kernel, BLOCK: number): Model => ext2Write(kernel, { set: { BLOCK }, properties: [...writePathProperties, noBlockBeyondTheEnd] });

export const ext2 = defineCheck({
  id: "paths/ext2",
  title: "A write through buffer heads keeps every property: what a short copy leaves of new blocks is zeroed",
  by: "behaviour.md §1d: the contrast to iomap",
  refutedBy: "stale or uninitialised data after a short copy",
  expect: "holds",
  unreached: [...bufferCopiesAreWhole],
  // before 5.14 nothing comes up short, and nothing is cleaned up
  vacuous: [cleanUpFreesItsOwn.name],
  runs: [
    { name: "5.13, page = 2 blocks", expect: "holds", model: asks(v5_13, 2) },
    { name: "5.17, page = block", expect: "holds", model: asks(v5_17, 4) },
    { name: "5.17, page = 2 blocks", expect: "holds", model: asks(v5_17, 2) },
    { name: "6.15, page = 2 blocks", expect: "holds", model: asks(v6_15, 2) },
  ],
});
