import { v5_13, v5_17, v6_15 } from "../../spec/kernels.js";
import { ext2Write } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

export const ext2 = defineCheck({
  id: "paths/ext2",
  title: "A write through buffer heads keeps every property: what a short copy leaves of new blocks is zeroed",
  by: "behaviour.md §1d: the contrast to iomap",
  refutedBy: "stale or uninitialised data after a short copy",
  expect: "holds",
  runs: [
    { name: "5.13, page = 2 blocks", expect: "holds", model: ext2Write(v5_13, { set: { BLOCK: 2 } }) },
    { name: "5.17, page = block", expect: "holds", model: ext2Write(v5_17) },
    { name: "5.17, page = 2 blocks", expect: "holds", model: ext2Write(v5_17, { set: { BLOCK: 2 } }) },
    { name: "6.15, page = 2 blocks", expect: "holds", model: ext2Write(v6_15, { set: { BLOCK: 2 } }) },
  ],
});
