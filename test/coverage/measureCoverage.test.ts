import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Coverage, StepCoverage } from "../../src/coverage/coverage.js";
import { measureCoverage } from "../../src/coverage/measureCoverage.js";
import { type CheckOptions, check } from "../../src/engine/check.js";
import { compose } from "../../src/language/compose.js";
import type { Model } from "../../src/language/index.js";
import { opens } from "../cli/fixtures/door.check.js";
import { callModel, lazyModel, placeModel, scalarModel } from "../compiler/exampleModels.js";
import { philosophers } from "../fixtures/philosophers.js";
import { model as vending } from "./vending.js";

async function coverageOf(model: Model, options: CheckOptions = {}, signal?: AbortSignal): Promise<Coverage> {
  return measureCoverage(compose(model, options.set), await check(model, options), { signal });
}

function stepOf({ steps }: Coverage, name: string): StepCoverage {
  return steps.find((step) => step.name === name) as StepCoverage;
}

test("each step says how often it fired, and where it is written", async () => {
  const coverage = await coverageOf(vending);
  expect(coverage.steps.map(({ name, fired }) => [name, fired])).toEqual([
    ["ann.pay", 4],
    ["ann.select", 12],
    ["ann.repair", 0],
    ["ann.refund", 0],
  ]);
  const { place } = stepOf(coverage, "ann.repair");
  const lines = readFileSync(place?.file as string, "utf8").split("\n");
  expect(lines[(place?.first as number) - 1]).toBe("    repair(s) {");
  expect(lines[(place?.last as number) - 1]).toBe("    },");
});

test("a step that no path leads to is told from one that merely never fires, and bounds make the difference", async () => {
  const coverage = await coverageOf(vending);
  expect([stepOf(coverage, "ann.repair").dead, stepOf(coverage, "ann.refund").dead]).toEqual([false, true]);
  expect(stepOf(await coverageOf(vending, { set: { refunds: true } }), "ann.refund")).toMatchObject({ fired: 6, dead: false });
});

test("an answer that was possible and never taken is there with a count of 0", async () => {
  const [coins] = stepOf(await coverageOf(vending), "ann.pay").choices;
  expect(coins).toEqual({
    label: "coins",
    matters: true,
    answers: [
      { value: 1, taken: 2 },
      { value: 2, taken: 2 },
      { value: 3, taken: 0 },
    ],
  });
});

test("a choice that never led to different successors does not matter", async () => {
  const { choices } = stepOf(await coverageOf(vending), "ann.select");
  expect(choices.map(({ label, matters }) => [label, matters])).toEqual([
    ["say please", false],
    ["drink", true],
    ["kick it", false],
  ]);
});

test("a choice that no path came to has no answers", async () => {
  const { choices } = stepOf(await coverageOf(vending), "ann.select");
  expect(choices.filter(({ answers }) => answers.length === 0).map(({ label }) => label)).toEqual(["kick it"]);
});

test("a branch that was never entered is a next control state with a count of 0", async () => {
  expect(stepOf(await coverageOf(vending), "ann.select").next).toEqual([
    { name: "ann.repair", taken: 0 },
    { name: "ann.served", taken: 12 },
  ]);
});

test("the choices of the initial rule are counted in initial states", async () => {
  expect((await coverageOf(vending)).initial).toEqual([
    {
      label: "coins in the purse",
      matters: true,
      answers: [
        { value: 0, taken: 0 },
        { value: 1, taken: 1 },
        { value: 2, taken: 1 },
      ],
    },
  ]);
});

test.each([vending, scalarModel, lazyModel, placeModel, callModel])("both engines count the same in $name", async (model) => {
  const [compiled, reference] = [await coverageOf(model, { engine: "compiled" }), await coverageOf(model, { engine: "reference" })];
  expect(compiled).toEqual(reference);
});

test.each([vending, scalarModel, placeModel, callModel])(
  "where the steps of $name led adds up to what the compiled engine counted by itself",
  async (model) => {
    const { steps } = await coverageOf(model, { engine: "compiled" });
    expect(steps.map(({ name, next }) => [name, next.reduce((sum, { taken }) => sum + taken, 0)])).toEqual(steps.map(({ name, fired }) => [name, fired]));
  },
);

test("a search that ended early has firing counts, and says that it counted no choices", async () => {
  const coverage = await coverageOf(vending, { maxStates: 3 });
  expect(coverage).toMatchObject({ choicesCounted: false, initial: [] });
  expect(coverage.steps.every(({ choices }) => choices.length === 0)).toBe(true);
  expect(stepOf(coverage, "ann.pay").fired).toBeGreaterThan(0);
});

test("counting choices can be interrupted", async () => {
  const many = philosophers(10);
  const finished = { fired: {}, reason: undefined };
  expect(await measureCoverage(compose(many), finished, { signal: AbortSignal.abort() })).toMatchObject({ choicesCounted: false });
});

test("a machine of XState has counts, and no text", async () => {
  const { steps } = await coverageOf(opens.runs[0]?.model as Model, { engine: "reference" });
  expect(steps.map(({ fired, place }) => [fired > 0, place])).toEqual([[true, null]]);
});
