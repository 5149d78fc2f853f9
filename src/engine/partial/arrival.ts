import type { PredicateProperty } from "../../language/property.js";
import type { Stepper } from "../interpreter/stepper.js";
import { DOMAINS, NO_DEADLOCK } from "../result.js";
import type { Question } from "../search/question.js";
import type { Arrival } from "./schedule.js";
import { canMove } from "./walker.js";
import { isDeadlock } from "./watch.js";

/** Tells, of each transition of a run, whether it answers a question: whether it violates a property, or is a witness of a `sometimes`. */
export function arrivalAt(stepper: Stepper, { name, kind }: Question): Arrival {
  if (name === DOMAINS) return (_, __, violation) => violation !== undefined;
  if (name === NO_DEADLOCK)
    return (_, after, violation) => {
      if (violation !== undefined) return false;
      const state = Int32Array.from(after);
      const isStuck = isDeadlock(stepper.model, state, canMove(stepper, state));
      // Looking where one can go has moved the stepper.
      stepper.slots.set(state);
      return isStuck;
    };
  const property = stepper.model.model.properties?.find((candidate) => candidate.name === name) as PredicateProperty;
  if (kind === "step") return (before, after, violation) => before !== undefined && violation === undefined && !stepper.holdsAcross(property, before, after);
  return (_, after, violation) => violation === undefined && stepper.holds(property, after) !== (kind === "always");
}
