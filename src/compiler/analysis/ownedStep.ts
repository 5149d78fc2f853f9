import { deadSteps } from "../controlFlow.js";
import type { ModelProgram } from "../ir.js";
import { accessesOf, type StepAccesses } from "./accesses.js";
import { fixedSlots } from "./fixedSlots.js";
import type { SlotSet } from "./slotSet.js";

/** A step that may be taken, with whose it is. */
export interface OwnedStep extends StepAccesses {
  readonly process: number;
  /** The control state at which it is taken. */
  readonly state: number;
  readonly reads: SlotSet;
  readonly writes: SlotSet;
}

/** The steps of all processes that some path through the control states reaches. */
export function ownedSteps(model: ModelProgram): readonly OwnedStep[] {
  const fixed = fixedSlots(model);
  const dead = new Set(deadSteps(model));
  return model.processes.flatMap(({ states }, process) =>
    states.flatMap(({ index, name, program }) => {
      if (program === undefined || dead.has(name)) return [];
      const found = accessesOf(program, fixed);
      const touched = (wanted: boolean): SlotSet => found.accesses.reduce((set, { slots, writes }) => (writes === wanted ? set | slots : set), 0n);
      return [{ ...found, process, state: index, reads: touched(false), writes: touched(true) }];
    }),
  );
}
