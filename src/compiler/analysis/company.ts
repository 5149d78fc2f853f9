import type { Statement } from "../ir.js";
import { isApart, mayFulfil, meet } from "./independence.js";
import type { OwnedStep } from "./ownedStep.js";
import type { ProcessSet } from "./processSet.js";

/** Whom a process takes along, if it is to move at a control state while others are left out. */
export interface Company {
  /** If its step has a leaf there. */
  readonly moving: ProcessSet;
  /** If it has none. */
  readonly waiting: ProcessSet;
  /** Besides, for each guard that is not met: whoever may make it true. */
  readonly unmet: ReadonlyMap<Statement, ProcessSet>;
}

/** @param steps of all processes */
export function companyOf(step: OwnedStep, steps: readonly OwnedStep[]): Company {
  let [moving, waiting] = [0, 0];
  const unmet = new Map<Statement, ProcessSet>();
  for (const other of steps) {
    if (other.process === step.process || isApart(step, other)) continue;
    const bit = 1 << other.process;
    for (const [at, ours] of step.accesses.entries()) {
      const { guard } = ours;
      if (other.accesses.some((theirs) => meet(ours, theirs))) {
        moving |= bit;
        if (at < step.guarding) waiting |= bit;
      }
      if (guard !== undefined && other.accesses.some((theirs) => mayFulfil(theirs, guard.demand))) unmet.set(guard.by, (unmet.get(guard.by) ?? 0) | bit);
    }
  }
  return { moving, waiting, unmet };
}
