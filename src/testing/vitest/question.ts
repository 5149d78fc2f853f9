import { type CheckOptions, type CheckResult, check } from "../../engine/check.js";
import type { PropertyResult } from "../../engine/result.js";
import { compose } from "../../language/compose.js";
import { glob } from "../../language/glob.js";
import { type Model, SpecError } from "../../language/index.js";

/**
 * How a model is checked: the options of `check()`. Unless an engine or a search is named, the reference engine explores models of up to 2,000 states, for it begins at once; larger
 * ones are left to the engine that `check()` takes.
 */
export type QuestionOptions = Omit<CheckOptions, "checkpoint" | "onProgress">;

/** A model, what is asked of it, and what was found. */
export interface Answered {
  readonly model: Model;
  readonly options: QuestionOptions;
  readonly found: CheckResult;
}

/** Checks what `expect` was given. @throws SpecError FL302 where that is no model */
export async function ask(received: unknown, options: QuestionOptions): Promise<Answered> {
  if (!isModel(received)) throw new SpecError("FL302", "expect() was not given a model", "give it what system.model(), or fromXState().model(), returns");
  return { model: received, options, found: (await foundAtOnce(received, options)) ?? (await check(received, options)) };
}

/** States that the reference engine explores in less time than others need to begin. */
const FEW = 2_000;

/** What is found of a model with few states; undefined where it has more, or where it was said how to search. */
async function foundAtOnce(model: Model, { maxStates = Number.POSITIVE_INFINITY, ...options }: QuestionOptions): Promise<CheckResult | undefined> {
  if (options.engine !== undefined || options.search !== undefined || options.reduce !== undefined) return undefined;
  const found = await check(model, { ...options, engine: "reference", maxStates: Math.min(maxStates, FEW) });
  return found.reason === undefined || maxStates <= FEW ? found : undefined;
}

function isModel(received: unknown): received is Model {
  return typeof received === "object" && received !== null && "system" in received && "processes" in received && "name" in received;
}

/** The results of the properties that a name means, as such or as a glob; all of them where none is given. @throws SpecError FL309 where it means none */
export function resultsOf({ model, found: { properties } }: Answered, name: string | undefined): readonly PropertyResult[] {
  if (name === undefined) return properties;
  const pattern = glob(name);
  const meant = properties.filter((property) => property.name === name || pattern.test(property.name));
  if (meant.length > 0) return meant;
  throw new SpecError("FL309", `${model.name} asks no property '${name}'`, `it asks: ${properties.map((property) => property.name).join("; ")}`, model.site);
}

/** `peterson, 20 states` and, where bounds were set, which. */
export function showModel({ model, options: { set }, found: { states } }: Answered): string {
  const bounds = Object.entries(set ?? {}).map(([name, value]) => `${name}=${value}`);
  return `${[model.name, ...bounds].join(" ")}, ${states} ${states === 1 ? "state" : "states"}`;
}

/** The model as it was explored. */
export function composed({ model, options: { set } }: Answered): ReturnType<typeof compose> {
  return compose(model, set);
}
