import type { TraceDocument } from "../trace/traceDocument.js";
import type { Finding, Pair } from "./finding.js";
import { verdictOn } from "./finding.js";
import type { Member } from "./member.js";

/** A property as one kernel has it: where it is violated, and by which run of them all soonest. */
export interface Violation {
  readonly property: string;
  /** How many models violate it, of those that ask it. */
  readonly models: number;
  readonly of: number;
  /** From how many initial states of those models it can be violated; null for what is no property of states, or where not all of it was explored. */
  readonly cases: number | null;
  readonly shortest: FoundIn | null;
}

/** A run, and the model that it is a run of. */
export interface FoundIn {
  readonly model: string;
  readonly trace: TraceDocument;
}

/** Which of the two kernels. */
export type Side = "before" | "after";

/** How a property comes out on one kernel; nothing if no model violates it. */
export function violationOf(property: string, pairs: readonly Pair[], side: Side): Violation | undefined {
  const asked = pairs.filter((pair) => verdictOn(pair[side], property) !== undefined);
  const violating = asked.filter((pair) => verdictOn(pair[side], property) === "violated");
  if (violating.length === 0) return undefined;
  return {
    property,
    models: violating.length,
    of: asked.length,
    cases: casesOf(
      property,
      violating.map((pair) => pair[side]),
    ),
    shortest: shortestOf(property, violating, side),
  };
}

function casesOf(property: string, findings: readonly Finding[]): number | null {
  const counts = findings.map(({ outcomes }) => outcomes?.violatedFrom[property]);
  return counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : null;
}

/** The shortest trace of a violation; of those, the first. */
export function shortestOf(property: string, pairs: readonly Pair[], side: Side): FoundIn | null {
  const found = pairs.flatMap((pair) => tracesOf(pair[side], property, pair.member));
  return found.reduce<FoundIn | null>((best, each) => (best === null || each.trace.steps.length < best.trace.steps.length ? each : best), null);
}

function tracesOf({ properties }: Finding, wanted: string, { name: model }: Member): FoundIn[] {
  return properties.flatMap(({ name, verdict, trace }) => (name === wanted && verdict === "violated" && trace !== null ? [{ model, trace }] : []));
}
