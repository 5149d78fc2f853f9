import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { ChoiceMade } from "../../engine/result.js";
import type { ControlState } from "../../language/compose.js";
import type { Violation } from "../../language/errors.js";

/** One leaf of a step in a state: what a process could do there. */
export interface Leaf {
  /** The index of the process. */
  readonly process: number;
  readonly control: ControlState;
  readonly choices: readonly ChoiceMade[];
  /** The state that it leads to; none where it breaks a rule of the language. */
  readonly state: Int32Array | undefined;
  readonly violation: Violation | undefined;
}

/** Everything that can happen in a state, in the order of processes and choices; or what one process can do, by its index: nothing, if there is no such process. */
export function leavesOf(stepper: Stepper, from: Int32Array, only?: number): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const { processes } = stepper.model;
  for (const process of only === undefined ? processes : processes.slice(only, only + 1)) {
    stepper.successorsOf(process, from, (control, violation) => {
      const state = violation === undefined ? Int32Array.from(stepper.slots) : undefined;
      leaves.push({ process: control.instance.process, control, choices: stepper.made, state, violation });
    });
  }
  return leaves;
}

/** An initial state with the choices that lead to it. */
export interface InitialLeaf {
  readonly choices: readonly ChoiceMade[];
  readonly state: Int32Array;
}

/** Every initial state, twins included. */
export function initialLeavesOf(stepper: Stepper): readonly InitialLeaf[] {
  const leaves: InitialLeaf[] = [];
  stepper.initialStates((violation) => {
    if (violation === undefined) leaves.push({ choices: stepper.made, state: Int32Array.from(stepper.slots) });
  });
  return leaves;
}

/** Whether two steps asked the same and were answered the same. */
export function sameChoices(one: readonly ChoiceMade[], other: readonly ChoiceMade[]): boolean {
  return one.length === other.length && one.every(({ label, value }, index) => label === other[index]?.label && value === other[index]?.value);
}

/** Whether two states are the same. */
export function sameState(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let slot = 0; slot < one.length; slot++) if (one[slot] !== other[slot]) return false;
  return true;
}
