import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reduction } from "../../../src/compiler/analysis/reduction.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { randomModels } from "../../compiler/randomModels.js";
import { TURN } from "../../turns.js";
import { explored } from "../compiled/agree.js";
import { expectVerdictsOf } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const MODELS_A_SEED = 30;
const SEEDS = LONG ? 300 : 1;

/** Partial order reduction does not go with step properties. */
const WITH_POR: readonly (readonly Reduction[])[] = [["por"], ["por", "dead"]];

const VERDICTS = ["always", "never", "sometimes", "domain", "deadlock"].flatMap((kind) => [`${kind} holds`, `${kind} violated`]);

/** What the models have to come to, if it is to mean anything that verdicts stay. Few models need not come to all of it. */
const WANTED = LONG ? ["fewer states by dead", "fewer states by por", "fewer states by por,dead", ...VERDICTS] : ["domain violated"];

describe(`reductions keep every verdict of ${SEEDS * MODELS_A_SEED} random models`, () => {
  const seen = new Set<string>();

  test("of each kind of property, whether it holds or is violated", async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.integer()), async (seed) => {
        for (const model of await randomModels(seed, MODELS_A_SEED)) {
          await compare(model, [["dead"]], seen);
          await compare({ ...model, properties: model.properties?.filter(({ kind }) => kind !== "step") ?? [] }, WITH_POR, seen);
        }
      }),
      { numRuns: SEEDS, endOnFailure: true, seed: TURN },
    );
    expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
  }, 3_600_000);
});

async function compare(model: Model, kinds: readonly (readonly Reduction[])[], seen: Set<string>): Promise<void> {
  const full = await outcomeOf(model, []);
  for (const reductions of kinds) {
    if (typeof full === "string") {
      expect(await outcomeOf(model, reductions)).toBe(full);
      continue;
    }
    const { reduced } = await expectVerdictsOf(full, model, reductions);
    if (reduced.states < full.states) seen.add(`fewer states by ${reductions.join()}`);
    for (const { kind, verdict } of reduced.properties) seen.add(`${kind} ${verdict}`);
  }
}

/** What a search finds, or the code with which it refuses a model: no initial state keeps the rules, or a property breaks one. */
async function outcomeOf(model: Model, reductions: readonly Reduction[]): Promise<SearchResult | string> {
  try {
    return await explored(model, { reductions });
  } catch (error) {
    if (error instanceof SpecError) return error.code;
    throw error;
  }
}
