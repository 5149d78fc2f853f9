import { availableParallelism } from "node:os";
import { REDUCTIONS } from "../compiler/analysis/reduction.js";
import { USUAL_ENGINE } from "../engine/beginSearch.js";
import { bytesOf } from "../engine/bytes.js";
import { secondsOf } from "../engine/duration.js";
import type { Engine } from "../engine/engine.js";
import type { SearchName } from "../engine/partial/plan.js";
import { SEARCHES } from "../engine/partial/soundness.js";
import type { AskedReductions } from "../engine/reductionsFor.js";
import { type ParameterValues, SpecError } from "../language/index.js";

const ENGINES: readonly Engine["name"][] = ["compiled", "reference"];

/** What `--engine` says of itself. No default: an engine that is named does not give way to the other. */
export const ENGINE_HELP = `the engine that explores: compiled or reference (default: ${USUAL_ENGINE}, and reference for what cannot be compiled)`;

/** A count of at least 1, such as `--max-states 10000`. @throws SpecError FL302 */
export function countOption(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new SpecError("FL302", `${option} ${text} is not a count`, `write a whole number, 1 or more: ${option} 1000`);
    return value;
  };
}

/** A part of a whole, counted from 1, such as `--shard 2/4`. @throws SpecError FL302 */
export function partOption(option: string): (text: string) => { readonly index: number; readonly of: number } {
  return (text) => {
    const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
    if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
    throw new SpecError("FL302", `${option} ${text} is no part of a whole`, `write ${option} 1/4 for the first of four`);
  };
}

/** A duration in seconds: `10m`, `90s`, `1500ms`. @throws SpecError FL302 */
export function durationOption(text: string): number {
  return secondsOf(text);
}

/** An amount of memory in bytes: `512m`, `8g`. @throws SpecError FL302 */
export function memoryOption(text: string): number {
  return bytesOf(text);
}

/** One more `name=value`: a whole number, true or false, else a label. @throws SpecError FL302 */
export function settingOption(text: string, before: ParameterValues = {}): ParameterValues {
  const [, name, value] = /^([A-Za-z_]\w*)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new SpecError("FL302", `--set ${text} is not name=value`, "write --set pages=2");
  return { ...before, [name]: settingValue(value) };
}

function settingValue(text: string): number | boolean | string {
  if (/^-?\d+$/.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}

/** One more value of an option that may be given again. */
export function repeatedOption(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** @throws SpecError FL302 for an engine that is none */
export function engineOption(text: string): Engine["name"] {
  const engine = ENGINES.find((name) => name === text);
  if (engine !== undefined) return engine;
  throw new SpecError("FL302", `there is no engine '${text}'`, `write --engine ${ENGINES.join(" or --engine ")}`);
}

/** `none`, `auto`, or reductions by name, with commas between them. @throws SpecError FL302 for one that there is not */
export function reduceOption(text: string): AskedReductions {
  if (text === "none" || text === "auto") return text;
  const names = text.split(",");
  const reductions = REDUCTIONS.filter((reduction) => names.includes(reduction));
  const unknown = names.find((name) => !REDUCTIONS.some((reduction) => reduction === name));
  if (unknown === undefined) return reductions;
  throw new SpecError("FL302", `there is no reduction '${unknown}'`, `write --reduce none, --reduce auto, or some of them: --reduce ${REDUCTIONS.join(",")}`);
}

/** A seed: a whole number, 0 included. @throws SpecError FL302 */
export function seedOption(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0 && text.trim() !== "") return seed;
  throw new SpecError("FL302", `--seed ${text} is not a seed`, "write a whole number, 0 or more: --seed 1");
}

/** A way to search. @throws SpecError FL302 for one that there is not */
export function searchOption(text: string): SearchName {
  const search = SEARCHES.find((name) => name === text);
  if (search !== undefined) return search;
  throw new SpecError("FL302", `there is no search '${text}'`, `write --search ${SEARCHES.join(", or --search ")}`);
}

/** How many threads explore, if nobody says. */
export const usualWorkers: number = availableParallelism();
