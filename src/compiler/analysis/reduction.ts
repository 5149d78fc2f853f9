/**
 * What a search may leave out without changing a verdict: orders of independent steps (partial-order reduction), differences in variables that nobody will read
 * (dead variables), and states that differ in the numbers of copies only (symmetry).
 */
export const REDUCTIONS = ["por", "dead", "symmetry"] as const;
export type Reduction = (typeof REDUCTIONS)[number];
