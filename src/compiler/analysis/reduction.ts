/**
 * What a search may leave out without changing a verdict: orders of independent steps (partial-order reduction), and differences in variables that nobody will read
 * (dead variables).
 */
export const REDUCTIONS = ["por", "dead"] as const;
export type Reduction = (typeof REDUCTIONS)[number];
