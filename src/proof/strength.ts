/** A mutant of a patched function that no property noticed: what the models cannot see. */
export interface Survivor {
  /** What was changed: `off by one: pos + written, now pos + written + 1`. */
  readonly change: string;
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Whether the models would notice if a patched function were wrong. */
export type Strength =
  | { readonly asked: false; readonly why: string }
  | {
      readonly asked: true;
      readonly killed: number;
      readonly survived: number;
      /** Mutants with the same reachable graph: nobody could notice. */
      readonly equivalent: number;
      /** Mutants that were not tried, or not to the end. */
      readonly undecided: number;
      readonly survivors: readonly Survivor[];
    };

/** Of the mutants that somebody could notice, so many have to be noticed. */
export const STRONG = 0.9;

/** Whether a check is strong; undefined where that was not asked, where there is no mutant to be noticed, or where it depends on mutants that are undecided. */
export function isStrong(strength: Strength): boolean | undefined {
  if (!strength.asked) return undefined;
  const { killed, survived, undecided } = strength;
  const all = killed + survived + undecided;
  if (all === 0) return undefined;
  const wanted = STRONG * all;
  if (killed >= wanted) return true;
  return killed + undecided < wanted ? false : undefined;
}
