import type { Pair } from "./finding.js";
import { verdictOn } from "./finding.js";
import { type FoundIn, shortestOf, type Violation, violationOf } from "./violations.js";

/**
 * What becomes of a violation under a patch: gone; gone unless something happens that only some models have; rarer (from fewer cases, or in fewer models); as it was; more often;
 * or undecided, because the models that could tell were not all explored.
 */
export type Fate = "gone" | "gone unless" | "rarer" | "as before" | "more often" | "undecided";

/** A property that the kernel violates, and what becomes of it. */
export interface PropertyFate {
  readonly property: string;
  readonly fate: Fate;
  /** With `gone unless`: what has to happen. */
  readonly unless: readonly string[];
  readonly before: Violation;
  /** Null where no model violates it any more. */
  readonly after: Violation | null;
  /** A shortest run that violates it still. */
  readonly trace: FoundIn | null;
}

/** What becomes of a property in those models in which the kernel violates it; nothing if there are none. */
export function fateOf(property: string, pairs: readonly Pair[]): PropertyFate | undefined {
  const before = violationOf(property, pairs, "before");
  if (before === undefined) return undefined;
  const affected = pairs.filter((pair) => verdictOn(pair.before, property) === "violated");
  const after = violationOf(property, affected, "after") ?? null;
  const told = { property, unless: [], before, after, trace: shortestOf(property, affected, "after") };
  if (after === null) return { ...told, fate: isDecided(property, affected) && isDecidedBefore(property, pairs) ? "gone" : "undecided" };
  const unless = conditionsOf(property, affected);
  if (unless !== undefined && isDecided(property, affected)) return { ...told, fate: "gone unless", unless };
  return { ...told, fate: fateByNumbers(before, after) };
}

function isDecided(property: string, affected: readonly Pair[]): boolean {
  return affected.every(({ after }) => verdictOn(after, property) === "holds" || verdictOn(after, property) === "violated");
}

/** Whether it is known of every model whether it is affected. */
function isDecidedBefore(property: string, pairs: readonly Pair[]): boolean {
  return pairs.every(({ before }) => before.reason === null || verdictOn(before, property) === "violated");
}

/** What has to happen for a violation that is left, if something has to that need not before. */
function conditionsOf(property: string, affected: readonly Pair[]): readonly string[] | undefined {
  const conditions = affected.filter(({ after }) => verdictOn(after, property) === "violated").map(({ member }) => member.scenario.unless);
  const wasUnconditional = affected.some(({ member }) => member.scenario.unless === "");
  return wasUnconditional && conditions.every((condition) => condition !== "") ? [...new Set(conditions)] : undefined;
}

function fateByNumbers(before: Violation, after: Violation): Fate {
  if (before.cases === null || after.cases === null) return after.models < before.models ? "rarer" : "as before";
  if (after.cases === before.cases) return "as before";
  return after.cases < before.cases ? "rarer" : "more often";
}
