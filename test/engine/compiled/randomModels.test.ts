import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomModels } from "../../compiler/randomModels.js";
import { TURN } from "../../turns.js";
import { expectSameResults, type Outcome } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const MODELS_A_SEED = 30;
const SEEDS_A_SLICE = 10;
const SLICES = LONG ? 34 : 1;
/** Other models every day: FAULTLINE_ROTATE=N asks for those of turn N again. */

/** What random models have to come to, if their agreement is to mean anything. */
const WANTED = [
  ...["always", "never", "sometimes", "step", "domain", "deadlock"].flatMap((kind) => [`${kind} holds`, `${kind} violated`]),
  ...["domain", "index", "overflow", "division by zero", "empty choice"].map((rule) => `rule broken: ${rule}`),
  ...["several initial states", "no initial state that keeps the rules", "a daemon", "three processes", "a call within a call"],
  ...["a trace of four steps", "a trace with choices", "a vacuous property", "a step unreached", "more states than the budget"],
];

const seen = new Map<string, number>();

describe(`the engines agree on ${SLICES * SEEDS_A_SLICE * MODELS_A_SEED} random models`, () => {
  test.each(Array.from({ length: SLICES }, (_, slice) => slice))(
    "slice %i",
    async (slice) => {
      await fc.assert(fc.asyncProperty(fc.noBias(fc.integer()), agree), { numRuns: SEEDS_A_SLICE, endOnFailure: true, seed: TURN * SLICES + slice });
    },
    3_600_000,
  );

  test("which between them come to whatever a model may come to", () => {
    expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
  });
});

async function agree(seed: number): Promise<void> {
  for (const model of await randomModels(seed, MODELS_A_SEED)) {
    const outcome = await expectSameResults(model, { maxStates: 400 });
    const shape = [model.processes.some(({ daemon }) => daemon) && "a daemon", model.processes.length === 3 && "three processes"];
    for (const mark of new Set([...marksOf(outcome), ...shape])) if (mark !== false) seen.set(mark, (seen.get(mark) ?? 0) + 1);
  }
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
