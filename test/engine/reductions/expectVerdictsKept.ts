import { expect } from "vitest";
import type { Reduction } from "../../../src/compiler/analysis/reduction.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { randomModels } from "../../compiler/randomModels.js";
import { explored } from "../compiled/agree.js";
import { expectVerdictsOf } from "./agree.js";

/** Partial order reduction does not go with step properties. */
const WITH_POR: readonly (readonly Reduction[])[] = [["por"], ["por", "dead"]];

/**
 * Expects reductions to keep the verdicts of so many random models, drawn from a seed.
 * @param seen is told what the models came to
 */
export async function expectVerdictsKept(seed: number, count: number, seen: Set<string>): Promise<void> {
  for (const model of await randomModels(seed, count)) {
    await compare(model, [["dead"]], seen);
    await compare({ ...model, properties: model.properties?.filter(({ kind }) => kind !== "step") ?? [] }, WITH_POR, seen);
  }
}

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
