import { deadSteps } from "../controlFlow.js";
import type { ModelProgram, StateProgram } from "../ir.js";
import { type Access, accessesOf, type Cell, type Demand, type StepAccesses } from "./accesses.js";
import { fixedSlots } from "./fixedSlots.js";
import { askedSlots, type SlotSet } from "./slotSet.js";

/** A step that may be taken, with whose it is. */
interface OwnedStep extends StepAccesses {
  readonly process: number;
  readonly state: number;
  readonly reads: SlotSet;
  readonly writes: SlotSet;
}

/**
 * By process: the control states at which the process may go on alone. All leaves of its step there are an *ample set* (Peled, All from one, one for all, 1993) wherever
 * one of them has a successor, because the step
 *
 * - is independent of every step of every other process: whatever those do meanwhile, it has the same leaves, and the order makes no difference (C1);
 * - writes nothing that a property reads (C2).
 *
 * That some leaf has a successor (C0) and that no step is put off for ever (C3) is looked after by the search.
 */
export function safeStates(model: ModelProgram): readonly ReadonlySet<number>[] {
  const fixed = fixedSlots(model);
  const asked = askedSlots(model);
  const dead = new Set(deadSteps(model));
  const steps = model.processes.flatMap(({ states }, process) => states.flatMap((state) => (dead.has(state.name) ? [] : stepsOf(state, process, fixed))));
  return model.processes.map((_, process) => {
    const others = steps.filter((step) => step.process !== process);
    const safe = steps.filter((step) => step.process === process && (step.writes & asked) === 0n && others.every((other) => isIndependent(step, other)));
    return new Set(safe.map(({ state }) => state));
  });
}

function stepsOf({ index, program }: StateProgram, process: number, fixed: ReadonlyMap<number, number>): readonly OwnedStep[] {
  if (program === undefined) return [];
  const found = accessesOf(program, fixed);
  const touched = (wanted: boolean): SlotSet => found.accesses.reduce((set, { slots, writes }) => (writes === wanted ? set | slots : set), 0n);
  return [{ ...found, process, state: index, reads: touched(false), writes: touched(true) }];
}

/** Whether a step commutes with another process' step, and keeps its leaves, wherever it is enabled and the other one can be taken. */
function isIndependent(step: OwnedStep, other: OwnedStep): boolean {
  if ((step.writes & (other.reads | other.writes)) === 0n && (step.reads & other.writes) === 0n) return true;
  return step.accesses.every((ours) => other.accesses.every((theirs) => !conflicts(ours, theirs) || isExcluded(step, ours, theirs)));
}

function conflicts(ours: Access, theirs: Access): boolean {
  return (ours.writes || theirs.writes) && (ours.slots & theirs.slots) !== 0n;
}

/**
 * Whether the other step never gets as far as this access at the same slot while ours is enabled. Ours demands something that the other's demand contradicts: of one
 * slot, or of the element that each of them means; then they mean different elements. What ours demands stays true until it is taken, for that it looks at the
 * slot is an access like the others. So who takes from a full place and who puts into an empty one never meet.
 */
function isExcluded({ demands }: OwnedStep, ours: Access, theirs: Access): boolean {
  return demands.some((here) =>
    theirs.demands.some(
      (there) =>
        contradict(here, there) &&
        isSameSlot(here.cell, there.cell) &&
        (here.cell.index === undefined || (elementOf(ours.cell, here.cell) && elementOf(theirs.cell, there.cell) && fitsStride(ours.cell, theirs.cell))),
    ),
  );
}

function contradict(here: Demand, there: Demand): boolean {
  if (here.isNot !== there.isNot) return here.value === there.value;
  return !here.isNot && here.value !== there.value;
}

/** The same slot, or the same slot of the elements that each of them means. */
function isSameSlot(here: Cell, there: Cell): boolean {
  return here.base === there.base && here.stride === there.stride && (here.index === undefined) === (there.index === undefined);
}

function elementOf(cell: Cell | undefined, demanded: Cell): boolean {
  return cell !== undefined && cell.index === demanded.index && cell.stride === demanded.stride;
}

/** Whether two parts of elements stay apart where the elements differ. */
function fitsStride(ours: Cell | undefined, theirs: Cell | undefined): boolean {
  if (ours === undefined || theirs === undefined) return false;
  return Math.max(ours.base + ours.size, theirs.base + theirs.size) - Math.min(ours.base, theirs.base) <= ours.stride;
}
