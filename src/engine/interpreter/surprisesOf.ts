import type { ControlState } from "../../language/compose.js";
import type { Stepper } from "./stepper.js";

/** How many surprises each enabled leaf of a state is, 0 or 1, in the order of processes and choices: as the edges of a graph are numbered. */
export function surprisesOf(stepper: Stepper, from: Int32Array): readonly number[] {
  const surprises: number[] = [];
  stepper.successors(from, (control) => surprises.push(isSurprise(control, stepper.madeGreatest) ? 1 : 0));
  return surprises;
}

function isSurprise({ instance, step }: ControlState, madeGreatest: boolean): boolean {
  const kind = instance.machine.surprising[step];
  return kind === "always" || (kind === "unless greatest" && !madeGreatest);
}
