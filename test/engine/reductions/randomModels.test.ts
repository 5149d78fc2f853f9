import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reduction } from "../../../src/compiler/analysis/reduction.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { randomModels } from "../../compiler/randomModels.js";
import { TURN } from "../../turns.js";
import { explored } from "../compiled/agree.js";
import { expectSameVerdicts } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const MODELS_A_SEED = 30;
const SEEDS = LONG ? 300 : 1;

const KINDS: readonly (readonly Reduction[])[] = [["dead"], ["por"], ["por", "dead"]];

const VERDICTS = ["always", "never", "sometimes", "domain", "deadlock"].flatMap((kind) => [`${kind} holds`, `${kind} violated`]);

/** What the models have to come to, if it is to mean anything that verdicts stay. Few models need not come to all of it. */
const WANTED = LONG ? ["fewer states by dead", "fewer states by por", "fewer states by por,dead", ...VERDICTS] : ["domain violated"];

describe(`reductions keep every verdict of ${SEEDS * MODELS_A_SEED} random models`, () => {
  const seen = new Set<string>();

  test("of each kind of property, whether it holds or is violated", async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.integer()), async (seed) => {
        for (const model of await randomModels(seed, MODELS_A_SEED)) for (const reductions of KINDS) await compare(model, reductions, seen);
      }),
      { numRuns: SEEDS, endOnFailure: true, seed: TURN },
    );
    expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
  }, 3_600_000);
});

async function compare(model: Model, reductions: readonly Reduction[], seen: Set<string>): Promise<void> {
  const { properties = [] } = model;
  const asked = reductions.includes("por") ? { ...model, properties: properties.filter(({ kind }) => kind !== "step") } : model;
  const refused = await refusalOf(asked, []);
  if (refused !== undefined) {
    expect(await refusalOf(asked, reductions)).toBe(refused);
    return;
  }
  const { full, reduced } = await expectSameVerdicts(asked, reductions);
  if (reduced.states < full.states) seen.add(`fewer states by ${reductions.join()}`);
  for (const { kind, verdict } of reduced.properties) seen.add(`${kind} ${verdict}`);
}

/** The code with which a search refuses a model: no initial state keeps the rules, or a property breaks one. */
async function refusalOf(model: Model, reductions: readonly Reduction[]): Promise<string | undefined> {
  try {
    await explored(model, { reductions });
    return undefined;
  } catch (error) {
    if (error instanceof SpecError) return error.code;
    throw error;
  }
}
