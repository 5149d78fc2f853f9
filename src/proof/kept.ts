import type { Pair } from "./finding.js";
import { propertiesAsked, verdictOn } from "./finding.js";
import { type FoundIn, shortestOf } from "./violations.js";

/** A property that held before the patch. */
export interface Broken {
  readonly property: string;
  /** The models in which it held, and is violated now. */
  readonly models: readonly string[];
  readonly shortest: FoundIn | null;
}

/** What became of what held before. */
export interface Kept {
  readonly broken: readonly Broken[];
  /** Properties that hold in each model in which they held. */
  readonly held: number;
  /** Properties that may be broken in a model that was not explored to its end. */
  readonly undecided: readonly string[];
  /** There is a model of which it is not even known what it asks. */
  readonly unknown: boolean;
  /** Properties that were put to the test in some model before, and are in none now. */
  readonly untested: readonly string[];
}

/** Whether all that held still does. */
export function keptOf(pairs: readonly Pair[]): Kept {
  const names = propertiesAsked(pairs);
  const broken = names.flatMap((property) => brokenIn(property, pairs));
  const rest = names.filter((name) => !broken.some(({ property }) => property === name));
  const undecided = rest.filter((name) => pairs.some((pair) => isOpen(name, pair)));
  const held = rest.filter((name) => !undecided.includes(name) && pairs.some(({ before }) => verdictOn(before, name) === "holds"));
  const untested = held.filter((name) => isTested(name, pairs, "before") && !isTested(name, pairs, "after"));
  const unknown = pairs.some(({ before, after }) => before.properties.length === 0 && after.properties.length === 0);
  return { broken, held: held.length, undecided, unknown, untested };
}

function brokenIn(property: string, pairs: readonly Pair[]): Broken[] {
  const now = pairs.filter(({ before, after }) => verdictOn(before, property) === "holds" && verdictOn(after, property) === "violated");
  return now.length === 0 ? [] : [{ property, models: now.map(({ member }) => member.name), shortest: shortestOf(property, now, "after") }];
}

/** It did not fail before, for all that is known, and it is not known to hold now. */
function isOpen(name: string, { before, after }: Pair): boolean {
  if (verdictOn(before, name) === "violated" || verdictOn(after, name) === "holds") return false;
  return before.reason !== null || after.reason !== null;
}

function isTested(name: string, pairs: readonly Pair[], side: "before" | "after"): boolean {
  return pairs.some((pair) => pair[side].properties.some((property) => property.name === name && !property.vacuous));
}
