import type { Pair } from "./finding.js";
import { casesIn, type Damage, damageIn, type OutcomeRow, outcomeRows } from "./outcomeCounts.js";
import { type OutcomeChange, outcomeChanges, type TellOutcome } from "./outcomeDifference.js";
import { describeModel, type ModelReport } from "./proof.js";

/** In which outcomes two kernels differ. */
export interface Difference {
  readonly before: string;
  readonly after: string;
  /** Whether they differ in some outcome; incomplete where none was found so far. */
  readonly differ: "yes" | "no" | "incomplete";
  readonly models: readonly ModelReport[];
  /** Scenarios in which the two kernels run the same. */
  readonly untouched: readonly string[];
  /** Initial states in the models that were explored to their end on both. */
  readonly cases: number;
  readonly damage: readonly Damage[];
  readonly rows: readonly OutcomeRow[];
  readonly changes: readonly OutcomeChange[];
}

/** Puts together what was found on two kernels. */
export function differenceOf(
  { before, after, untouched }: Pick<Difference, "before" | "after" | "untouched">,
  pairs: readonly Pair[],
  tell: TellOutcome,
): Difference {
  const changes = outcomeChanges(pairs, tell);
  const models = pairs.map(describeModel);
  const differ = changes.length > 0 ? "yes" : models.some(({ reason }) => reason !== null) ? "incomplete" : "no";
  return { before, after, differ, models, untouched, cases: casesIn(pairs), damage: damageIn(pairs), rows: outcomeRows(pairs), changes };
}
