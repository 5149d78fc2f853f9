import { formatCount } from "./formatNumber.js";
import type { RunReport } from "./runReport.js";

/** A check that asks one question of two kernels: its first runs are called `before` and `after`. */
export interface BeforeAndAfter {
  readonly before: RunReport;
  readonly after: RunReport;
  readonly others: readonly RunReport[];
}

/** The runs of such a check; undefined for any other. */
export function beforeAndAfter(runs: readonly RunReport[]): BeforeAndAfter | undefined {
  const [before, after, ...others] = runs;
  return before?.name === "before" && after?.name === "after" ? { before, after, others } : undefined;
}

/** How the two came out, in the JSON document of `check`: `violated in 31 steps`, and `holds in 137 states`. */
export interface FixReport {
  readonly before: string;
  readonly after: string;
}

/** What a check of this form comes to; null for any other. */
export function fixReport(runs: readonly RunReport[]): FixReport | null {
  const pair = beforeAndAfter(runs);
  return pair === undefined ? null : { before: outcomeText(pair.before), after: outcomeText(pair.after) };
}

/** How a run came out, with its size: `violated in 31 steps`, of which a lasso repeats some, or `holds in 137 states`. */
export function outcomeText({ verdict, properties, states }: RunReport): string {
  if (verdict === "holds") return `holds in ${formatCount(states)} states`;
  const shortest = properties.flatMap(({ trace }) => (trace === null ? [] : [trace])).toSorted((one, other) => one.steps.length - other.steps.length)[0];
  if (verdict === "incomplete" || shortest === undefined) return verdict;
  const { steps, loop = steps.length } = shortest;
  const repeated = loop < steps.length ? `, ${steps.length - loop} of them for ever` : "";
  return `violated in ${steps.length} steps${repeated}`;
}
