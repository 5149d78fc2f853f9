import type { OutcomeRow } from "../../proof/outcomeCounts.js";
import type { OutcomeChange } from "../../proof/outcomeDifference.js";
import { formatCount, formatCounted } from "../formatNumber.js";

/** A row of an outcome table with the scenarios put together. */
export interface SummedRow {
  readonly given: string;
  readonly comes: string;
  readonly before: number;
  readonly after: number;
}

/** Outcome rows of all scenarios together, by kinds of cases. */
export function sumScenarios(rows: readonly OutcomeRow[]): SummedRow[] {
  const sums = new Map<string, { given: string; comes: string; before: number; after: number }>();
  for (const { given, comes, before, after } of rows) {
    const key = `${given}: ${comes}`;
    const sum = sums.get(key) ?? { given, comes, before: 0, after: 0 };
    sums.set(key, { ...sum, before: sum.before + before, after: sum.after + after });
  }
  return [...sums.values()].sort((a, b) => (a.given === b.given ? b.before - a.before : a.given < b.given ? -1 : 1));
}

/** `+132`, `−13`, `=` */
export function signed({ before, after }: Pick<SummedRow, "before" | "after">): string {
  if (before === after) return "=";
  return after > before ? `+${formatCount(after - before)}` : `−${formatCount(before - after)}`;
}

/** `132 cases, 27 steps at least: a write to gfs2, into holes, …: all is written, stale data in the file` in parts. */
export function changeText({ cases, scenario, given, comes, sameKind, witness }: OutcomeChange): {
  readonly what: string;
  readonly where: string;
  readonly size: string;
} {
  return {
    what: sameKind ? `${comes} (of the same kind, in other cells or counts)` : comes,
    where: `${scenario}, ${given}`,
    size: `${formatCounted(cases, "case")}, ${formatCounted(witness.trace.steps.length, "step")}`,
  };
}
