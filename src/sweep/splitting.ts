import type { Expectation } from "./estimator.js";
import type { SweepResult } from "./sweepResult.js";

/** How much a search may take before it is split by its initial states. Nothing that is left out bounds it. */
export interface Splitting {
  /** Distinct states. */
  readonly maxStates?: number | undefined;
  readonly maxSeconds?: number | undefined;
}

/** Shares at once, at most: what they turn out to be tells more than a guess. */
const MOST = 256;

/** Into how many shares a job is split before anybody has searched it: as many as may keep within the budget by what is known, one if nothing is. */
export function shareCount({ maxStates, maxSeconds }: Splitting, expected: Expectation | undefined): number {
  if (expected === undefined) return 1;
  const { states, seconds, initialStates } = expected;
  const wanted = Math.max(states / (maxStates ?? Number.POSITIVE_INFINITY), seconds / (maxSeconds ?? Number.POSITIVE_INFINITY));
  return Math.max(1, Math.min(Math.ceil(wanted), initialStates, MOST));
}

/** Whether a search, which nobody interrupted, ran out of its budget, whatever it came upon till then, and is of several initial states, so that it can be split. */
export function isTooLarge({ share, reason, initialStates }: SweepResult): boolean {
  return (share === undefined ? reason : share.reason) !== null && initialStates > 1;
}
