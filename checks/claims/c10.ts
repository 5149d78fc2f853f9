/**
 * The clamp hides the garbage between retries, and leaves the defect: gfs2_iomap_end() rounds the end of what it frees down, so that
 * the last block of a short allocation stays behind, mapped and never written. The retry finds it mapped, reads it from disk, and
 * what somebody else once wrote there is in the file.
 */

import { tellingWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole } from "../../spec/known-unreached.js";
import { d031a8866e70, linusClamp, startRoundedDown } from "../../spec/patches/index.js";
import { noGarbageBetweenRetries, noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { apply, defineCheck, patch } from "../../src/language/index.js";

const clamped = apply(v5_17, linusClamp);
const question = { initial: tellingWrite, properties: [noStaleLeft] };
const between = { initial: tellingWrite, properties: [noGarbageBetweenRetries] };

/** What does fix it: everything is freed that was allocated in vain, at its end and at its start. */
const freesEverything = patch("frees-everything", {
  title: "d031a8866e70 with the start rounded down",
  hunks: [],
  links: [apply(apply(v5_17, d031a8866e70), startRoundedDown).links.gfs2_iomap_end],
});

export const c10 = defineCheck({
  id: "claims/c10",
  title: "Linus's clamp fixes the test case: no stale data is left",
  by: 'Linus Torvalds, 2 May 2022, as a question: "it would be very interesting to hear if it does indeed fix your test-case"',
  refutedBy: "with the clamp, a write after which a block of the file reads as somebody else's old content",
  expect: "violated",
  unreached: [...copiesAreWhole],
  runs: [
    { name: "5.17 with the clamp, page = block", expect: "violated", model: gfs2Write(clamped, question) },
    { name: "5.17 with the clamp, page = 2 blocks", expect: "violated", model: gfs2Write(clamped, { ...question, set: { BLOCK: 2 } }) },
    { name: "5.17 without it", role: "contrast", expect: "violated", model: gfs2Write(v5_17, question) },
    { name: "garbage between retries, without it", role: "contrast", expect: "violated", model: gfs2Write(v5_17, between) },
    { name: "garbage between retries, with it", role: "contrast", expect: "holds", model: gfs2Write(clamped, between) },
  ],
  mutant: { patch: freesEverything, turns: "holds" },
});
