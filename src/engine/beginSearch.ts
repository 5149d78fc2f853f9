import type { ComposedModel } from "../language/compose.js";
import { type ErrorCode, errorOf, SpecError } from "../language/errors.js";
import { compiledEngine } from "./compiled/compiledEngine.js";
import type { Budget, Engine, Search } from "./engine.js";
import { referenceEngine } from "./reference/explore.js";

/** The engine that explores unless another is asked for. */
export const USUAL_ENGINE: Engine["name"] = "compiled";

/** A search that is ready to run. */
export interface BegunSearch {
  readonly engine: Engine["name"];
  readonly search: Search;
  /** What could not be had, why, and what was done instead: a sentence each. */
  readonly fallbacks: readonly string[];
}

/**
 * What the compiler says of a model that is no mistake by itself: its bodies see what is around them, their text is not to be found, or it has none. Whatever else is
 * outside the subset has no agreed meaning, so no engine explores it.
 */
const BEYOND_THE_COMPILER: readonly ErrorCode[] = ["FL202", "FL206", "FL310"];

/**
 * Gets an engine ready for a model. Where no engine is asked for by name, the reference engine stands in for the compiled one on models that cannot be compiled.
 * @throws SpecError FL2xx or FL310 when the compiled engine is asked for by name and the model cannot be compiled
 */
export async function beginSearch(model: ComposedModel, budget: Budget, asked: Engine["name"] | undefined): Promise<BegunSearch> {
  if (asked === "reference") return onReference(model, budget, []);
  try {
    return { engine: "compiled", search: await compiledEngine.explore(model, budget), fallbacks: [] };
  } catch (error) {
    if (asked !== undefined || !isBeyondTheCompiler(error)) throw error;
    await refuseMistakes(model);
    const whole = (budget.reductions ?? []).length > 0 ? ["the reference engine makes no reductions: the whole graph was explored"] : [];
    return onReference(model, budget, [`the reference engine explored it, for it cannot be compiled: ${sentenceOf(error)}`, ...whole]);
  }
}

function onReference(model: ComposedModel, budget: Budget, fallbacks: readonly string[]): BegunSearch {
  if (budget.checkpoint !== undefined)
    throw new SpecError(
      "FL302",
      "the reference engine keeps no checkpoints",
      "leave --checkpoint and --resume away, or let the compiled engine explore",
      model.model.site,
    );
  return { engine: "reference", search: referenceEngine.explore(model, budget), fallbacks };
}

/** A model that cannot be compiled may be mistaken besides. */
async function refuseMistakes(model: ComposedModel): Promise<void> {
  if (model.model.interpreted) return;
  const { checkSubset } = await import("../compiler/index.js");
  const mistake = checkSubset(model).find(({ code }) => !BEYOND_THE_COMPILER.includes(code));
  if (mistake !== undefined) throw errorOf(mistake);
}

function isBeyondTheCompiler(error: unknown): error is SpecError {
  return error instanceof SpecError && BEYOND_THE_COMPILER.includes(error.code);
}

function sentenceOf({ code, message, site }: SpecError): string {
  return `${code}, ${message}${site === undefined ? "" : ` (${site.file}:${site.line}:${site.column})`}`;
}
