import pc from "picocolors";
import { expect, test } from "vitest";
import type { InductiveProof } from "../../../src/proof/inductive/inductiveProof.js";
import { inductiveText } from "../../../src/report/proof/inductiveText.js";

const PROOF: InductiveProof = {
  claim: { name: "uptodate", about: "What is marked is valid." },
  bounds: { PAGE: 4096, BLOCK: 512 },
  verdict: "not inductive",
  parts: ["valid", "in step"],
  initial: { step: "initial states", outcome: "preserved", counterexample: undefined },
  steps: [
    { step: "writer.idle", outcome: "never taken", counterexample: undefined },
    { step: "writer.wait", outcome: "unknown", counterexample: undefined },
    {
      step: "writer.copy",
      outcome: "broken",
      counterexample: {
        broken: ["valid"],
        choices: [{ name: "copied", value: "3" }],
        before: [{ name: "folios[0].cells[17]", value: "garbage" }],
        changes: [{ name: "folios[0].uptodate", before: "false", after: "true" }],
      },
    },
  ],
  approximations: ["a loop of many turns at user-buffer.ts:54"],
};

test("a proof tells each step, and how the one that breaks the invariant leads out of it", () => {
  expect(inductiveText(PROOF, pc.createColors(false))).toBe(`uptodate: not inductive
  What is marked is valid.
  any number of steps, any position and length, one arbitrary byte; PAGE 4096, BLOCK 512
  ✓ initial states
  – writer.idle: cannot be taken where the invariant holds
  ? writer.wait: not decided
  ✗ writer.copy
      not preserved: valid
      choices: copied = 3
      before, reachable or not:
        folios[0].cells[17] = garbage
      the step:
        folios[0].uptodate: false → true
  the invariant has 2 parts; the formulas allow more than the model does: a loop of many turns at user-buffer.ts:54
`);
});
