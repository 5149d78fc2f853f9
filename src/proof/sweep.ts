import type { Pair } from "./finding.js";
import type { Member } from "./member.js";

/** How far a scenario was taken, and whether larger bounds still brought new kinds of outcomes. */
export interface ScenarioSweep {
  readonly scenario: string;
  /** How many of its sizes were explored to their end, of how many that were asked. */
  readonly sizes: number;
  readonly of: number;
  /** The last of those sizes that was explored to its end; null where none was. */
  readonly largest: string | null;
  /** The last of those sizes that brought a kind of outcome, for a kind of case, that none before it had. */
  readonly lastNew: string | null;
  /** How many sizes after that one brought none. */
  readonly quiet: number;
  /** Whether the largest one brought none; null where there are not two to compare. */
  readonly settled: boolean | null;
}

/** A sweep beyond the bounds that are always asked, for as long as it might go on. */
export interface FurtherSweep {
  /** How long that was, in seconds. */
  readonly seconds: number;
  /** How many models it came to the end of, of how many there are. */
  readonly models: number;
  readonly of: number;
}

/** What the patched kernel comes to as sizes grow, scenario by scenario. @param unreached members that were asked, and are not among the pairs */
export function sweepOf(pairs: readonly Pair[], unreached: readonly Member[]): ScenarioSweep[] {
  const scenarios = [...new Set([...pairs.map(({ member }) => member), ...unreached].map(({ scenario }) => scenario))];
  return scenarios.map((scenario) => {
    const asked = pairs.filter(({ member }) => member.scenario === scenario).sort((a, b) => a.member.rung - b.member.rung);
    const whole = asked.filter(({ before, after }) => before.outcomes !== null && after.outcomes !== null);
    const lastNew = lastWithNews(whole);
    return {
      scenario: scenario.name,
      sizes: whole.length,
      of: asked.length + unreached.filter((member) => member.scenario === scenario).length,
      largest: whole.at(-1)?.member.name ?? null,
      lastNew: whole[lastNew]?.member.name ?? null,
      quiet: whole.length - 1 - lastNew,
      settled: whole.length < 2 ? null : lastNew < whole.length - 1,
    };
  });
}

/** Which one was the last to bring something that none before it had; -1 if there are none. */
function lastWithNews(pairs: readonly Pair[]): number {
  const known = new Set<string>();
  let last = -1;
  for (const [index, pair] of pairs.entries()) {
    const { cases = [], outcomes = [] } = pair.after.outcomes ?? {};
    for (const { begunIn, comes } of outcomes) {
      const kind = `${cases[begunIn]?.given}: ${comes}`;
      if (known.has(kind)) continue;
      known.add(kind);
      last = index;
    }
  }
  return last;
}
