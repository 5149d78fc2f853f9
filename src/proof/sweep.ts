import type { Pair } from "./finding.js";

/** How far a scenario was taken, and whether larger bounds still brought new kinds of outcomes. */
export interface ScenarioSweep {
  readonly scenario: string;
  /** How many of its sizes were explored to their end, smallest first, of how many. */
  readonly sizes: number;
  readonly of: number;
  /** The last of those sizes that brought a kind of outcome, for a kind of case, that no smaller one had. */
  readonly lastNew: string | null;
  /** Whether the largest one brought none; null where there are not two to compare. */
  readonly settled: boolean | null;
}

/** What the patched kernel comes to as sizes grow, scenario by scenario. */
export function sweepOf(pairs: readonly Pair[]): ScenarioSweep[] {
  const scenarios = [...new Set(pairs.map(({ member }) => member.scenario))];
  return scenarios.map((scenario) => {
    const rungs = pairs.filter(({ member }) => member.scenario === scenario).sort((a, b) => a.member.rung - b.member.rung);
    const open = rungs.findIndex(({ before, after }) => before.outcomes === null || after.outcomes === null);
    const whole = open < 0 ? rungs : rungs.slice(0, open);
    const lastNew = lastWithNews(whole);
    const settled = whole.length < 2 ? null : lastNew !== whole.at(-1);
    return { scenario: scenario.name, sizes: whole.length, of: rungs.length, lastNew: lastNew?.member.name ?? null, settled };
  });
}

function lastWithNews(pairs: readonly Pair[]): Pair | undefined {
  const known = new Set<string>();
  let last: Pair | undefined;
  for (const pair of pairs) {
    const { cases = [], outcomes = [] } = pair.after.outcomes ?? {};
    for (const { begunIn, comes } of outcomes) {
      const kind = `${cases[begunIn]?.given}: ${comes}`;
      if (known.has(kind)) continue;
      known.add(kind);
      last = pair;
    }
  }
  return last;
}
