import { expect } from "vitest";
import { compiledEngine } from "../../../src/engine/compiled/compiledEngine.js";
import type { Budget, Engine, Search } from "../../../src/engine/engine.js";
import { referenceEngine } from "../../../src/engine/reference/explore.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { type ComposedModel, compose } from "../../../src/language/compose.js";
import { SpecError } from "../../../src/language/errors.js";
import type { ParameterValues } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";

/** What an engine says of a model, without what may differ from engine to engine; or the error that it reports. */
export type Outcome = Omit<SearchResult, "seconds" | "bytesPerState"> | { readonly code: string; readonly message: string };

/** Expects both engines to say the same of a model, to the last count and step, and returns what they say. */
export async function expectSameResults(model: Model, budget: Budget = {}, set: ParameterValues = {}): Promise<Outcome> {
  const composed = compose(model, set);
  const wanted = await outcomeOf(referenceEngine, composed, budget);
  expect(await outcomeOf(compiledEngine, composed, budget)).toEqual(wanted);
  return wanted;
}

/** What the compiled engine finds. */
export async function explored(model: Model, budget: Budget = {}, set: ParameterValues = {}): Promise<SearchResult> {
  return drive(await compiledEngine.explore(compose(model, set), budget));
}

function drive(search: Search): SearchResult {
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

/** What an engine says of a model, or the error that it reports. */
export async function outcomeOf(engine: Engine, composed: ComposedModel, budget: Budget): Promise<Outcome> {
  try {
    const { seconds: _, bytesPerState: __, ...said } = drive(await engine.explore(composed, budget));
    return said;
  } catch (error) {
    if (error instanceof SpecError) return { code: error.code, message: error.message };
    throw error;
  }
}
