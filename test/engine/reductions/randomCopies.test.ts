/** Random models with copies, whose numbers lie in what belongs to nobody, to one copy, and to two: symmetry reduction tells the same of each as a search of the whole. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, refuseUnlessInterchangeable } from "../../../src/compiler/index.js";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { referenceEngine } from "../../../src/engine/reference/explore.js";
import type { SearchResult, Trace } from "../../../src/engine/result.js";
import { type ComposedModel, compose } from "../../../src/language/compose.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { TURN } from "../../turns.js";
import { explored } from "../compiled/agree.js";
import { answersOf, expectToHappen } from "./agree.js";
import { randomCopies } from "./randomCopies.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const SEEDS = LONG ? 60 : 1;
const MODELS_A_SEED = 24;
/** How many of them are compiled, which takes longer than to search them. */
const COMPILED = LONG ? MODELS_A_SEED : 2;
/** A model with more states is left out. */
const MOST_STATES = LONG ? 20_000 : 3000;

const seen = new Set<string>();

test(`symmetry reduction keeps every verdict of ${SEEDS * MODELS_A_SEED} random models with copies`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.noBias(fc.integer()), async (seed) => {
      for (const [index, model] of (await randomCopies(seed, MODELS_A_SEED)).entries()) await compare(model, index < COMPILED);
    }),
    { numRuns: SEEDS, endOnFailure: true, seed: TURN },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(["fewer states", ...(LONG ? ["domain violated", "deadlock violated", "always violated", "never violated"] : [])]),
  );
}, 3_600_000);

async function compare(model: Model, isCompiled: boolean): Promise<void> {
  const composed = compose(model);
  refuseUnlessInterchangeable(composed, compile(composed));
  const full = exploredPlainly(composed, false);
  if (full === undefined || full.reason !== undefined) return;
  const reduced = exploredPlainly(composed, true) as SearchResult;
  expect(answersOf(reduced)).toEqual(answersOf(full));
  expect(reduced.depth).toBe(full.depth);
  expect(reduced.reductions).toEqual([{ reduction: "symmetry", effect: expect.stringContaining(`${reduced.states} states stand for ${full.states}: `) }]);
  for (const [index, { trace, witness }] of reduced.properties.entries()) {
    expectSameRun(composed, trace, full.properties[index]?.trace);
    expectSameRun(composed, witness, full.properties[index]?.witness);
  }
  if (reduced.states < full.states) seen.add("fewer states");
  for (const { kind, verdict } of reduced.properties) seen.add(`${kind} ${verdict}`);
  if (!isCompiled) return;
  const { seconds: _, bytesPerState: __, ...wanted } = reduced;
  expect(await explored(model, { reductions: ["symmetry"] })).toMatchObject(wanted);
}

/** A search by the reference engine; nothing, where a property breaks a rule. */
function exploredPlainly(composed: ComposedModel, isReduced: boolean): SearchResult | undefined {
  try {
    const search = referenceEngine.explore(composed, { maxStates: MOST_STATES, reductions: isReduced ? ["symmetry"] : [] });
    for (;;) {
      const { done, value } = search.next();
      if (done) return value;
    }
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

/** Both happen, from an initial state on, are equally long, and change between processes equally often. */
function expectSameRun(composed: ComposedModel, found: Trace | undefined, wanted: Trace | undefined): void {
  if (found === undefined || wanted === undefined) {
    expect(found).toBe(wanted);
    return;
  }
  const initial = new Set<string>();
  const stepper = new Stepper(composed);
  stepper.initialStates(() => initial.add(stepper.slots.join()));
  expect(initial).toContain(found.initial.join());
  expectToHappen(composed, found);
  const last = found.steps.at(-1)?.state ?? found.initial;
  const places = composed.processes.map(({ states, slot }) => states[last[slot] as number]?.name);
  const stuck = /^stuck for ever: (.*)$/.exec(found.failure.message)?.[1]?.split(", ") ?? [];
  expect(places).toEqual(expect.arrayContaining(stuck));
  expect([found.steps.length, switchesIn(found)]).toEqual([wanted.steps.length, switchesIn(wanted)]);
}

function switchesIn({ steps }: Trace): number {
  return steps.filter(({ process }, at) => at > 0 && process !== steps[at - 1]?.process).length;
}
