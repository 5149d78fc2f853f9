import type { Violation } from "../../language/errors.js";
import { type Share, waysIn } from "../search/share.js";
import type { Stepper } from "./stepper.js";

/**
 * Visits the initial states of a share, twins included, and every leaf of the initial rule that breaks a rule, whoever's share it would fall into.
 * @returns how many ways to begin there are in all
 */
export function visitInitialStates(stepper: Stepper, share: Share | undefined, visit: (violation: Violation | undefined) => void): number {
  const [first, end] = share === undefined ? [0, Number.POSITIVE_INFINITY] : waysIn(share, countWays(stepper));
  let way = 0;
  stepper.initialStates((violation) => {
    const isWanted = violation !== undefined || (way >= first && way < end);
    if (violation === undefined) way++;
    if (isWanted) visit(violation);
  });
  return way;
}

function countWays(stepper: Stepper): number {
  let ways = 0;
  stepper.initialStates((violation) => {
    if (violation === undefined) ways++;
  });
  return ways;
}
