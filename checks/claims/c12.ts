import { faultInIovIterReadable } from "../../spec/iomap/fault-in.js";
import { iomapWriteIter } from "../../spec/iomap/iomap-write-iter.js";
import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole } from "../../spec/known-unreached.js";
import { linusClamp } from "../../spec/patches/index.js";
import { neverBeginsEmpty } from "../../spec/properties/index.js";
import { gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, min, patch } from "../../src/language/index.js";

const clamped = apply(v5_17, linusClamp);
const question = { properties: [neverBeginsEmpty] };

/** The clamp without the exit behind it. */
const goesOnWithNothing = patch("goes-on-with-nothing", {
  title: "the clamp without its EFAULT",
  links: [
    writePath.variant(iomapWriteIter, "goes on with nothing", {
      steps: {
        again(s, me, p) {
          me.bytes = min(me.bytes, me.length);
          me.bytes -= faultInIovIterReadable(s, me.bytes, p);
          return "iomap_write_begin";
        },
      },
    }),
  ],
});

export const c12 = defineCheck({
  id: "claims/c12",
  title: "With the clamp iomap_write_begin() is never called for nothing",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "a folio that is locked and prepared although no byte can be copied into it",
  expect: "holds",
  unreached: [...copiesAreWhole],
  runs: [
    { name: "gfs2, 5.17 with the clamp, page = block", expect: "holds", model: gfs2Write(clamped, question) },
    { name: "xfs, 5.17 with the clamp, page = 2 blocks", expect: "holds", model: xfsWrite(clamped, { ...question, set: { BLOCK: 2 } }) },
  ],
  mutant: { patch: goesOnWithNothing, turns: "violated" },
});
