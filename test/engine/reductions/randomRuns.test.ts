import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reduction } from "../../../src/compiler/analysis/reduction.js";
import { type CheckResult, check } from "../../../src/engine/check.js";
import { compose } from "../../../src/language/compose.js";
import type { ComposedTemporal } from "../../../src/language/composeTemporal.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { TURN } from "../../turns.js";
import { expectRun } from "./expectRun.js";
import { randomTasks } from "./randomTasks.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const MODELS_A_SEED = 12;
const SEEDS = LONG ? 100 : 1;

const KINDS: readonly (readonly Reduction[])[] = [["por"], ["dead"], ["por", "dead"]];

/** What the models have to come to, if it is to mean anything that verdicts stay. Few models need not come to all of it. */
const WANTED = LONG ? ["holds", "violated", "refused", "fewer by por and holds", "fewer by por and violated", "fewer by dead", "fair and fewer by por"] : [];

const seen = new Set<string>();

test(`reductions keep what ${SEEDS * MODELS_A_SEED} random models of tasks do for ever, and their lassos are fair runs`, async () => {
  const keeps = fc.asyncProperty(fc.noBias(fc.integer()), async (seed) => {
    for (const model of await randomTasks(seed, MODELS_A_SEED)) await compare(model);
  });
  await fc.assert(keeps, { numRuns: SEEDS, endOnFailure: true, seed: TURN });
  expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
}, 3_600_000);

async function compare(model: Model): Promise<void> {
  const full = await check(model, { engine: "compiled" });
  const composed = compose(model);
  const [temporal] = composed.temporal as readonly [ComposedTemporal];
  for (const reduce of KINDS) {
    const reduced = await reducedOrRefused(model, reduce);
    if (reduced === undefined) {
      seen.add("refused");
      continue;
    }
    expect(answers(reduced)).toEqual(answers(full));
    const { verdict, trace } = reduced.properties.find(({ kind }) => kind === "temporal") as CheckResult["properties"][number];
    if (trace !== undefined) expectRun(composed, temporal, trace);
    seen.add(verdict);
    if (reduced.states === full.states) continue;
    for (const mark of [`fewer by ${reduce.join()}`, `fewer by ${reduce.join()} and ${verdict}`]) seen.add(mark);
    if (temporal.fairness.length > 0) seen.add(`fair and fewer by ${reduce.join()}`);
  }
}

function answers({ properties, unreached }: CheckResult): object {
  return { unreached, properties: properties.map(({ name, verdict, vacuous }) => ({ name, verdict, vacuous })) };
}

/** Nothing, where a formula counts steps. */
async function reducedOrRefused(model: Model, reduce: readonly Reduction[]): Promise<CheckResult | undefined> {
  try {
    return await check(model, { engine: "compiled", reduce });
  } catch (error) {
    if (error instanceof SpecError && error.code === "FL302" && reduce.includes("por")) return undefined;
    throw error;
  }
}
