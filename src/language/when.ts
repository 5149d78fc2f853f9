import { SpecError } from "./errors.js";
import { callSite } from "./site.js";

/** Thrown by {@link when}: this leaf of the step is disabled. It carries nothing, so one object serves. */
export const DISABLED: unique symbol = Symbol("disabled");

/** Whether the step that runs now has written anything. Engines reset it; views set it. */
export const guardState = { wrote: false };

/**
 * Narrows a step: where `condition` is false this leaf does not exist. It may depend on choices made before it,
 * and it must come before the step's first write, so that a disabled leaf has no effect.
 */
export function when(condition: boolean): void {
  if (guardState.wrote) throw new SpecError("FL107", "when() comes after a write", "move it before the first assignment of the step", callSite());
  if (!condition) throw DISABLED;
}
