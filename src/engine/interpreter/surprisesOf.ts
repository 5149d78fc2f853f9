import type { ComposedModel, ControlState } from "../../language/compose.js";
import type { Stepper } from "./stepper.js";

/** How many surprises each enabled leaf of a state is, 0 or 1, in the order of processes and choices: as the edges of a graph are numbered. */
export function surprisesOf(stepper: Stepper, from: Int32Array): readonly number[] {
  const surprises: number[] = [];
  stepper.successors(from, (control) => surprises.push(isSurprise(control, stepper.madeGreatest) ? 1 : 0));
  return surprises;
}

/**
 * How many surprises the leaves of a state are, by the state's number: nothing where none can be, for that costs only a look at where processes stand. Absent if no
 * machine of the model has a surprising step.
 */
export function surprisesIn(model: ComposedModel, stepper: Stepper, read: (state: number) => Int32Array): ((state: number) => readonly number[]) | undefined {
  const surprising = model.processes.map(({ slot, states }) => ({
    slot,
    at: new Set(states.filter(({ instance, step }) => instance.machine.surprising[step] !== undefined).map(({ index }) => index)),
  }));
  if (surprising.every(({ at }) => at.size === 0)) return undefined;
  return (state) => {
    const slots = read(state);
    return surprising.some(({ slot, at }) => at.has(slots[slot] as number)) ? surprisesOf(stepper, slots) : NONE;
  };
}

const NONE: readonly number[] = [];

function isSurprise({ instance, step }: ControlState, madeGreatest: boolean): boolean {
  const kind = instance.machine.surprising[step];
  return kind === "always" || (kind === "unless greatest" && !madeGreatest);
}
