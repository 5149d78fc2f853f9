import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { referenceEngine } from "../../../src/engine/reference/explore.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/model.js";
import { randomModels } from "../../compiler/randomModels.js";
import { TURN } from "../../turns.js";
import { type Outcome, outcomeOf } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const MODELS_A_SEED = 30;
/** Other models every day: FAULTLINE_ROTATE=N asks for those of turn N again. */
const [SLICES, SEEDS_A_SLICE] = LONG ? [34, 10] : [1, 4];
const BUDGET = { maxStates: 400 };

/** What random models have to come to, if their agreement is to mean anything. */
const WANTED = [
  ...["always", "never", "sometimes", "step", "domain", "deadlock"].flatMap((kind) => [`${kind} holds`, `${kind} violated`]),
  ...["domain", "index", "overflow", "division by zero", "empty choice"].map((rule) => `rule broken: ${rule}`),
  ...["several initial states", "no initial state that keeps the rules", "a daemon", "three processes", "a call within a call"],
  ...["a trace of four steps", "a trace with choices", "a vacuous property", "a step unreached", "more states than the budget"],
];

// The same models every day: one in forty bears some marks, and of other models every day those of one day in two thousand would miss one. It comes first, for after modules
// were let go, those that are loaded anew make errors of other classes than the engine of this file knows.
test("random models come to whatever a model may come to", async () => {
  const seen = new Set<string | false>();
  for (let seed = 0; seed < 10; seed++) {
    for (const model of await randomModels(seed, MODELS_A_SEED)) {
      for (const mark of [...shapeOf(model), ...marksOf(await outcomeOf(referenceEngine, compose(model), BUDGET))]) seen.add(mark);
    }
  }
  expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
});

describe(`the engines agree on ${SLICES * SEEDS_A_SLICE * MODELS_A_SEED} random models`, () => {
  test.each(Array.from({ length: SLICES }, (_, slice) => slice))(
    "slice %i",
    async (slice) => {
      // What is compiled stays in memory with the compiler's modules, 20 MB a seed; those of a slice that is over are let go.
      if (slice > 0) vi.resetModules();
      const { agreeOnModels } = await import("./agreeOnModels.js");
      const agree = fc.asyncProperty(fc.noBias(fc.integer()), (seed) => agreeOnModels(seed, MODELS_A_SEED, BUDGET));
      await fc.assert(agree, { numRuns: SEEDS_A_SLICE, endOnFailure: true, seed: TURN * SLICES + slice });
    },
    3_600_000,
  );
});

function shapeOf({ processes }: Model): readonly (string | false)[] {
  return [processes.some(({ daemon }) => daemon) && "a daemon", processes.length === 3 && "three processes"];
}

/** What is worth counting in an outcome. */
function marksOf(outcome: Outcome): readonly (string | false)[] {
  if ("code" in outcome) return [outcome.code === "FL111" && "no initial state that keeps the rules"];
  const { properties, fired, initialStates, unreached, reason } = outcome;
  const steps = properties.flatMap(({ trace }) => (trace === undefined ? [] : [trace.steps]));
  const broken = properties.find(({ kind }) => kind === "domain")?.trace?.failure.message.split(":")[0];
  return [
    ...properties.map(({ kind, verdict }) => `${kind} ${verdict}`),
    broken !== undefined && `rule broken: ${broken}`,
    initialStates > 1 && "several initial states",
    Object.entries(fired).some(([step, times]) => step.startsWith("p/sub/down") && times > 0) && "a call within a call",
    steps.some(({ length }) => length >= 4) && "a trace of four steps",
    steps.some((taken) => taken.some(({ choices }) => choices.length > 0)) && "a trace with choices",
    properties.some(({ vacuous }) => vacuous) && "a vacuous property",
    unreached.length > 0 && "a step unreached",
    reason !== undefined && "more states than the budget",
  ];
}
