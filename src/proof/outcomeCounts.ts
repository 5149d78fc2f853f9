import type { Pair } from "./finding.js";
import type { CaseOutcome, OutcomeTable } from "./outcomeTable.js";

/** From how many cases something comes about, on each of two kernels. */
export interface Counts {
  readonly before: number;
  readonly after: number;
}

/** A row of the two kernels' outcome tables: a kind of case, and a kind of outcome that some such cases can come to. */
export interface OutcomeRow extends Counts {
  readonly scenario: string;
  readonly given: string;
  readonly comes: string;
  readonly damage: readonly string[];
}

/** Something that is wrong for good, by how many cases it can come from. */
export interface Damage extends Counts {
  readonly damage: string;
}

/** The outcome tables of two kernels side by side: what kinds of cases come to, in all models that were explored to their end on both. */
export function outcomeRows(pairs: readonly Pair[]): OutcomeRow[] {
  const rows = new Map<string, Omit<OutcomeRow, keyof Counts>>();
  const counts = countCases(pairs, ({ member }, table, outcome) => {
    const { given } = table.cases[outcome.begunIn] as OutcomeTable["cases"][number];
    const row = { scenario: member.scenario.name, given, comes: outcome.comes, damage: outcome.damage };
    const key = JSON.stringify([row.scenario, given, row.comes]);
    rows.set(key, row);
    return [key];
  });
  return [...rows].map(([key, row]) => ({ ...row, ...(counts.get(key) as Counts) }));
}

/** What is wrong for good, the most frequent first. */
export function damageIn(pairs: readonly Pair[]): Damage[] {
  const counts = countCases(pairs, (_, __, { damage }) => damage);
  return [...counts].map(([damage, count]) => ({ damage, ...count })).sort((a, b) => b.before - a.before || b.after - a.after);
}

/** How many cases there are in the models that were explored to their end on both kernels. */
export function casesIn(pairs: readonly Pair[]): number {
  return comparable(pairs).reduce((sum, { before }) => sum + (before.outcomes?.cases.length ?? 0), 0);
}

function comparable(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(({ before, after }) => before.outcomes !== null && after.outcomes !== null);
}

/** How many cases have an outcome of each name. */
function countCases(pairs: readonly Pair[], namesOf: (pair: Pair, table: OutcomeTable, outcome: CaseOutcome) => readonly string[]): Map<string, Counts> {
  const counts = new Map<string, { before: number; after: number }>();
  for (const pair of comparable(pairs)) {
    for (const side of ["before", "after"] as const) {
      const table = pair[side].outcomes as OutcomeTable;
      const seen = new Set<string>();
      for (const outcome of table.outcomes) {
        for (const name of namesOf(pair, table, outcome)) {
          const once = `${outcome.begunIn} ${name}`;
          if (seen.has(once)) continue;
          seen.add(once);
          const count = counts.get(name) ?? { before: 0, after: 0 };
          counts.set(name, count);
          count[side]++;
        }
      }
    }
  }
  return counts;
}
