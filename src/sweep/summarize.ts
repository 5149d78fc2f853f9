import type { Size } from "../language/index.js";
import { sizeName, volume } from "./sweepJob.js";
import type { SweepResult } from "./sweepResult.js";

/** What a sweep says of one subject. */
export interface SubjectSummary {
  readonly subject: string;
  readonly jobs: number;
  readonly holds: number;
  readonly violated: number;
  /** Asked, and not decided within the budget. */
  readonly incomplete: number;
  /** Why not, each reason once. */
  readonly reasons: readonly string[];
  /** Not asked. */
  readonly left: number;
  /** The bounds of the smallest violation, with its property and the length of its trace; null where there is none. */
  readonly firstViolation: { readonly bounds: Size; readonly property: string; readonly steps: number | null } | null;
  /** The sizes up to which everything holds: every job whose bounds are all at most these is decided, and holds. None of them is below another. */
  readonly holdsUpTo: readonly Size[];
  /** From which volume of bounds on (the product of each bound plus one) the verdicts of all properties stay as they are; null where they still change at the last. */
  readonly sameFrom: Size | null;
  /** Steps that never fired at any size, if all sizes are decided. */
  readonly unreached: readonly string[];
  readonly states: number;
  readonly seconds: number;
}

/** Sums up results, subject by subject, in the order of `subjects`. `jobs` of each were to be asked. */
export function summarize(subjects: readonly string[], sizes: readonly Size[], results: readonly SweepResult[]): SubjectSummary[] {
  return subjects.map((subject) =>
    summaryOf(
      subject,
      sizes,
      results.filter((result) => result.subject === subject),
    ),
  );
}

function summaryOf(subject: string, sizes: readonly Size[], results: readonly SweepResult[]): SubjectSummary {
  const counting = (verdict: SweepResult["verdict"]): number => results.filter((result) => result.verdict === verdict).length;
  const ordered = [...results].sort((one, other) => volume(one.bounds) - volume(other.bounds));
  return {
    subject,
    jobs: sizes.length,
    holds: counting("holds"),
    violated: counting("violated"),
    incomplete: counting("incomplete"),
    reasons: [...new Set(results.flatMap(({ verdict, reason }) => (verdict === "incomplete" && reason !== null ? [reason] : [])))],
    left: sizes.length - results.length,
    firstViolation: firstViolation(ordered),
    holdsUpTo: holdsUpTo(sizes, results),
    sameFrom: sameFrom(ordered),
    unreached: neverFired(sizes, results),
    states: results.reduce((sum, { states }) => sum + states, 0),
    seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

function firstViolation(ordered: readonly SweepResult[]): SubjectSummary["firstViolation"] {
  const first = ordered.find(({ verdict }) => verdict === "violated");
  if (first === undefined) return null;
  const failed = first.properties.filter(({ verdict }) => verdict === "violated");
  const shortest = failed.sort((one, other) => (one.steps ?? 0) - (other.steps ?? 0))[0];
  return { bounds: first.bounds, property: shortest?.name ?? "", steps: shortest?.steps ?? null };
}

function holdsUpTo(sizes: readonly Size[], results: readonly SweepResult[]): Size[] {
  const held = results.filter(({ verdict }) => verdict === "holds").map(({ bounds }) => bounds);
  const names = new Set(held.map(sizeName));
  const open = sizes.filter((size) => !names.has(sizeName(size)));
  const proved = held.filter((size) => !open.some((other) => isWithin(other, size)));
  return proved.filter((size) => !proved.some((other) => other !== size && isWithin(size, other) && !isWithin(other, size)));
}

function neverFired(sizes: readonly Size[], results: readonly SweepResult[]): readonly string[] {
  const [first, ...others] = results.flatMap(({ unreached }) => (unreached === undefined ? [] : [new Set(unreached)]));
  if (first === undefined || others.length + 1 < sizes.length) return [];
  return [...first].filter((step) => others.every((unreached) => unreached.has(step)));
}

/** Whether all bounds of one size are at most those of another. */
function isWithin(one: Size, other: Size): boolean {
  return Object.entries(one).every(([bound, value]) => value <= (other[bound] ?? 0));
}

function sameFrom(ordered: readonly SweepResult[]): Size | null {
  const last = verdictsOf(ordered.at(-1));
  const change = ordered.findLastIndex((result) => verdictsOf(result) !== last);
  if (ordered.length < 2 || change === ordered.length - 2) return null;
  return ordered[change + 1]?.bounds ?? null;
}

function verdictsOf(result: SweepResult | undefined): string {
  return JSON.stringify(result?.properties.map(({ name, verdict }) => [name, verdict]));
}
