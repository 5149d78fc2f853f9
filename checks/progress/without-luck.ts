import { v6_1_192 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { progressOf } from "../../spec/progress.js";
import { everyLuckyWriteReturns, everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { ext2Write, gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

/** No kernel can promise this, and none does. */
const asked = [everyWriteReturns];

export const withoutLuck = defineCheck({
  id: "progress/without-luck",
  title: "A write returns, however often its pages are taken away between the fault-in and the copy",
  by: "nobody; it is why behaviour.md §4, 14, states an assumption",
  refutedBy: "a write that is disturbed in each of its turns",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "xfs, 6.1.192", expect: "violated", model: progressOf(xfsWrite, v6_1_192, asked) },
    { name: "gfs2, 6.1.192", expect: "violated", model: progressOf(gfs2Write, v6_1_192, asked) },
    { name: "ext2, 6.1.192", expect: "violated", model: progressOf(ext2Write, v6_1_192, asked) },
    {
      name: "xfs, 6.1.192, with luck",
      role: "contrast",
      expect: "holds",
      model: progressOf(xfsWrite, v6_1_192, [everyLuckyWriteReturns("iomap_write_iter.again")]),
    },
  ],
});
