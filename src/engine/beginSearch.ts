import type { ComposedModel } from "../language/compose.js";
import { type ErrorCode, errorOf, SpecError } from "../language/errors.js";
import { compiledEngine } from "./compiled/compiledEngine.js";
import type { Budget, Engine, Search } from "./engine.js";
import type { AskedReductions } from "./reductionsFor.js";
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
  if (asked === "reference") {
    if (budget.reductions?.includes("symmetry")) await refuseToldApart(model);
    return onReference(model, budget, []);
  }
  try {
    return { engine: "compiled", search: await compiledEngine.explore(model, budget), fallbacks: [] };
  } catch (error) {
    if (asked !== undefined || !isBeyondTheCompiler(error)) throw error;
    await refuseMistakes(model);
    const whole = (budget.reductions ?? []).length > 0 ? ["no reductions were made: the whole graph was explored"] : [];
    return onReference(model, { ...budget, reductions: [] }, [`the reference engine explored it, for it cannot be compiled: ${sentenceOf(error)}`, ...whole]);
  }
}

/**
 * The same, where `auto` asked for reductions: symmetry is not made where copies are told apart, or the text that would say so cannot be read, and the result says so.
 * @throws SpecError FL116 or FL2xx where it was asked for by name
 */
export async function beginReduced(model: ComposedModel, budget: Budget, asked: Engine["name"] | undefined, reduce: AskedReductions): Promise<BegunSearch> {
  try {
    return await beginSearch(model, budget, asked);
  } catch (error) {
    const isNoSymmetry = error instanceof SpecError && (error.code === "FL116" || (asked === "reference" && isBeyondTheCompiler(error)));
    if (reduce !== "auto" || !isNoSymmetry) throw error;
    const others = (budget.reductions ?? []).filter((reduction) => reduction !== "symmetry");
    const begun = await beginSearch(model, { ...budget, reductions: others }, asked);
    return { ...begun, fallbacks: [...begun.fallbacks, `no symmetry reduction was made: ${sentenceOf(error)}`] };
  }
}

/** The compiler sees it in the text of the specification. @throws SpecError FL116, or FL2xx where the text cannot be read */
async function refuseToldApart(model: ComposedModel): Promise<void> {
  const { compile, refuseUnlessInterchangeable } = await import("../compiler/index.js");
  refuseUnlessInterchangeable(model, compile(model));
}

function onReference(model: ComposedModel, budget: Budget, fallbacks: readonly string[]): BegunSearch {
  if (budget.checkpoint !== undefined)
    throw new SpecError(
      "FL302",
      "the reference engine keeps no checkpoints",
      "leave --checkpoint and --resume away, or let the compiled engine explore",
      model.model.site,
    );
  if (budget.spill !== undefined)
    throw new SpecError("FL302", "the reference engine spills no states", "leave --spill away, or let the compiled engine explore", model.model.site);
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
