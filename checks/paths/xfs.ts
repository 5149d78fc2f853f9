import { posted2025, v5_17, v6_1_192, v6_13 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate } from "../../spec/patches/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { apply, defineCheck } from "../../src/language/index.js";

const late = (kernel: typeof v5_17, BLOCK: number) => xfsWrite(apply(kernel, lateUptodate), { set: { BLOCK } });

export const xfs = defineCheck({
  id: "paths/xfs",
  title: "A write to xfs keeps every property, once blocks are marked uptodate late",
  by: "behaviour.md §4",
  refutedBy: "any property of spec/properties that fails although marking is put right",
  expect: "holds",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "5.17, page = block", expect: "holds", model: late(v5_17, 4) },
    { name: "5.17, page = 2 blocks", expect: "holds", model: late(v5_17, 2) },
    { name: "6.1.192, page = 2 blocks", expect: "holds", model: late(v6_1_192, 2) },
    { name: "6.13, page = 2 blocks", expect: "holds", model: late(v6_13, 2) },
    { name: "posted in 2025, page = 2 blocks", expect: "holds", model: late(posted2025, 2) },
  ],
});
