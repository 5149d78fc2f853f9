import { expect, test } from "vitest";
import { decideRun } from "../../src/engine/decideRun.js";
import type { Run } from "../../src/language/index.js";
import { neverFull, pump, tank } from "../cli/fixtures/tank.js";

const model = tank.model("pumping", { processes: [tank.process("pump", pump)], properties: [neverFull] });

test("a run without a decision of its own is searched, within its bounds and budget", async () => {
  expect((await decideRun({ model, expect: "violated" }, { set: {} })).result).toMatchObject({ verdict: "violated", states: 5 });
  expect((await decideRun({ model, expect: "holds" }, { set: { size: 2 } })).result).toMatchObject({ verdict: "holds", states: 4 });
  expect((await decideRun({ model, expect: "holds" }, { set: {}, maxStates: 2 })).result).toMatchObject({
    verdict: "incomplete",
    reason: "more than 2 states",
  });
});

test("a structural run is decided on the model's structure, with its evidence, and explores no state", async () => {
  const run: Run = { model, expect: "holds", decide: ({ steps }) => ({ holds: steps.length === 1, evidence: steps.map(({ step }) => step) }) };
  const { result, evidence } = await decideRun(run, { set: {} });
  expect(result).toMatchObject({ verdict: "holds", states: 0, properties: [{ kind: "structural", verdict: "holds" }] });
  expect(evidence).toEqual(["fill"]);
});

test("a verdict that is expected of a property which is not asked is a mistake of the check", async () => {
  await expect(decideRun({ model, expect: "holds", properties: { misspelt: "holds" } }, { set: {} })).rejects.toMatchObject({ code: "FL112" });
});
