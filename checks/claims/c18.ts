/**
 * The other end of the same hole: if nothing was written and the write does not begin at a block, the start of what is freed is
 * rounded up, past the block that the write would have begun in. That block stays, mapped and never written.
 */

import { tellingWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { d031a8866e70, startRoundedDown } from "../../spec/patches/index.js";
import { noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { apply, defineCheck } from "../../src/language/index.js";

const fixed = apply(v5_17, d031a8866e70);
const question = { initial: tellingWrite, properties: [noStaleLeft] };
const halfBlocks = { ...question, set: { BLOCK: 2 } };

export const c18 = defineCheck({
  id: "claims/c18",
  title: "The rounding fix d031a8866e70 alone cures it",
  by: 'hoped for on 3 May 2022; withdrawn on 4 May: corruption "less frequently than before"',
  refutedBy: "with d031a8866e70, a write after which a block of the file reads as somebody else's old content",
  expect: "violated",
  runs: [
    { name: "5.17 + d031a8866e70, page = block", expect: "violated", model: gfs2Write(fixed, question) },
    { name: "5.17 + d031a8866e70, page = 2 blocks", expect: "violated", model: gfs2Write(fixed, halfBlocks) },
    { name: "start rounded down as well", role: "contrast", expect: "holds", model: gfs2Write(apply(fixed, startRoundedDown), question) },
    { name: "the same, page = 2 blocks", role: "contrast", expect: "holds", model: gfs2Write(apply(fixed, startRoundedDown), halfBlocks) },
  ],
  mutant: { patch: startRoundedDown, turns: "holds" },
});
