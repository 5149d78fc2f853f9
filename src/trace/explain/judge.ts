import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { Leaf } from "./leaves.js";

/** Says of states and transitions whether they violate the one property that a trace is about. */
export interface Judge {
  readonly property: string;
  /** Whether a state as such violates it. */
  readonly isWrongState: (state: Int32Array) => boolean;
  /** Whether taking a leaf violates it: by the state that it leads to, or on the way. A leaf that breaks a rule of the language leads nowhere, and is wrong for every property. */
  readonly isWrongLeaf: (before: Int32Array, leaf: Leaf) => boolean;
}

/** The judge of a property of the stepper's model, or of one of those that every model has. */
export function judgeOf(stepper: Stepper, property: string): Judge {
  const asked = stepper.model.model.properties?.find(({ name }) => name === property);
  if (asked === undefined) return { property, isWrongState: () => false, isWrongLeaf: (_, { violation }) => violation !== undefined };
  if (asked.kind === "step") {
    const isWrongLeaf: Judge["isWrongLeaf"] = (before, { state }) => state === undefined || !stepper.holdsAcross(asked, before, state);
    return { property, isWrongState: () => false, isWrongLeaf };
  }
  const isWrongState = (state: Int32Array): boolean => stepper.holds(asked, state) !== (asked.kind === "always");
  return { property, isWrongState, isWrongLeaf: (_, { state }) => state === undefined || isWrongState(state) };
}
