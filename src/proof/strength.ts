/** A mutant of a patched function that no property noticed: what the models cannot see. */
export interface Survivor {
  /** What was changed, in a few words. */
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
      readonly survivors: readonly Survivor[];
      /** Why not every mutant was tried; null where all were. */
      readonly reason: string | null;
    };

/** Of the mutants that somebody could notice, so many have to be noticed. */
export const STRONG = 0.9;

/** Whether a check is strong; undefined where that was not asked, or not of all mutants. */
export function isStrong(strength: Strength): boolean | undefined {
  if (!strength.asked || strength.reason !== null) return undefined;
  const { killed, survived } = strength;
  return killed >= STRONG * (killed + survived);
}
