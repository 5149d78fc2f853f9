import type { Pair } from "./finding.js";
import type { CaseOutcome, OutcomeTable } from "./outcomeTable.js";
import type { FoundIn, Side } from "./violations.js";

/** A kind of outcome that a kind of case can come to on one kernel, and on the other cannot. */
export interface OutcomeChange {
  readonly change: "added" | "removed";
  readonly scenario: string;
  readonly given: string;
  readonly comes: string;
  readonly damage: readonly string[];
  /** The other kernel brings such a case to outcomes of the same kind, but not to this very one: it is other cells, another count. */
  readonly sameKind: boolean;
  /** How many cases can come to it. */
  readonly cases: number;
  /** A shortest run that does. */
  readonly witness: FoundIn;
}

/** Tells the run that led to an outcome of a member on one of the kernels. */
export type TellOutcome = (pair: Pair, side: Side, outcome: CaseOutcome, what: OutcomeChange["change"]) => FoundIn;

interface Group extends Omit<OutcomeChange, "cases" | "witness"> {
  readonly cases: Set<string>;
  readonly pair: Pair;
  shortest: CaseOutcome;
}

/** Every outcome that some case has on one kernel alone, by kinds; what does damage and what many cases come to stands first. */
export function outcomeChanges(pairs: readonly Pair[], tell: TellOutcome): OutcomeChange[] {
  const groups = new Map<string, Group>();
  for (const pair of pairs) {
    const [before, after] = [pair.before.outcomes, pair.after.outcomes];
    if (before === null || after === null) continue;
    collect(groups, pair, "removed", before, after);
    collect(groups, pair, "added", after, before);
  }
  return [...groups.values()].sort(mattersMore).map(({ cases, pair, shortest, ...group }) => ({
    ...group,
    cases: cases.size,
    witness: tell(pair, group.change === "added" ? "after" : "before", shortest, group.change),
  }));
}

function mattersMore(a: Group, b: Group): number {
  return Number(a.sameKind) - Number(b.sameKind) || Number(b.damage.length > 0) - Number(a.damage.length > 0) || b.cases.size - a.cases.size;
}

/** Collects what cases have in one table and not in the other. */
function collect(groups: Map<string, Group>, pair: Pair, change: OutcomeChange["change"], table: OutcomeTable, other: OutcomeTable): void {
  const known = new Known(other);
  for (const outcome of table.outcomes) {
    const { key, given } = table.cases[outcome.begunIn] as OutcomeTable["cases"][number];
    if (known.hasExactly(key, outcome)) continue;
    const { comes, damage } = outcome;
    const scenario = pair.member.scenario.name;
    const sameKind = known.hasKind(key, outcome);
    const name = JSON.stringify([change, scenario, given, comes, sameKind]);
    const group = groups.get(name) ?? { change, scenario, given, comes, damage, sameKind, cases: new Set(), pair, shortest: outcome };
    groups.set(name, group);
    group.cases.add(`${pair.member.name} ${key}`);
    if (group.pair === pair && outcome.leaves.length < group.shortest.leaves.length) group.shortest = outcome;
  }
}

/** What the cases of a table can come to. */
class Known {
  private readonly exact = new Set<string>();
  private readonly kinds = new Set<string>();

  constructor({ cases, outcomes }: OutcomeTable) {
    for (const { begunIn, key, comes } of outcomes) {
      this.exact.add(`${cases[begunIn]?.key} ${key}`);
      this.kinds.add(`${cases[begunIn]?.key} ${comes}`);
    }
  }

  hasExactly(caseKey: string, { key }: CaseOutcome): boolean {
    return this.exact.has(`${caseKey} ${key}`);
  }

  hasKind(caseKey: string, { comes }: CaseOutcome): boolean {
    return this.kinds.has(`${caseKey} ${comes}`);
  }
}
