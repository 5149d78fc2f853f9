import { type Fallback, fallbacksIn } from "./fallback.js";
import type { Pair } from "./finding.js";
import { casesIn, type Damage, damageIn, type OutcomeRow, outcomeRows } from "./outcomeCounts.js";
import { type OutcomeChange, outcomeChanges, type TellOutcome } from "./outcomeDifference.js";
import { describeModel, type ModelReport } from "./proof.js";
import type { FurtherSweep } from "./sweep.js";

/** In which outcomes two kernels differ. */
export interface Difference {
  readonly before: string;
  readonly after: string;
  /** Whether they differ in some outcome; incomplete where none was found so far. */
  readonly differ: "yes" | "no" | "incomplete";
  readonly models: readonly ModelReport[];
  /** Scenarios in which the two kernels run the same. */
  readonly untouched: readonly string[];
  /** How far a sweep beyond the bounds that are always asked went; null where none was asked. */
  readonly further: FurtherSweep | null;
  /** What could not be had in some searches, and what was done instead. */
  readonly fallbacks: readonly Fallback[];
  /** Initial states in the models that were explored to their end on both. */
  readonly cases: number;
  readonly damage: readonly Damage[];
  readonly rows: readonly OutcomeRow[];
  readonly changes: readonly OutcomeChange[];
}

/** Puts together what was found on two kernels. */
export function differenceOf(about: Pick<Difference, "before" | "after" | "untouched" | "further">, pairs: readonly Pair[], tell: TellOutcome): Difference {
  const changes = outcomeChanges(pairs, tell);
  const models = pairs.map(describeModel);
  const differ = changes.length > 0 ? "yes" : models.some(({ reason }) => reason !== null) ? "incomplete" : "no";
  const fallbacks = fallbacksIn(pairs);
  return { ...about, differ, models, fallbacks, cases: casesIn(pairs), damage: damageIn(pairs), rows: outcomeRows(pairs), changes };
}
