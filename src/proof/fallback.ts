import type { Pair } from "./finding.js";

/** Something that could not be had in some searches, why, and what was done instead. */
export interface Fallback {
  readonly told: string;
  /** The models that were explored so. */
  readonly models: readonly string[];
}

/** What was done otherwise than usual, each thing once. */
export function fallbacksIn(pairs: readonly Pair[]): Fallback[] {
  const models = new Map<string, Set<string>>();
  for (const { member, before, after } of pairs) {
    for (const told of [...before.fallbacks, ...after.fallbacks]) models.set(told, (models.get(told) ?? new Set()).add(member.name));
  }
  return [...models].map(([told, names]) => ({ told, models: [...names] }));
}
