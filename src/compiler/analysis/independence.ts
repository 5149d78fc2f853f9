import type { Access, Cell, Demand } from "./accesses.js";
import type { OwnedStep } from "./ownedStep.js";

/** Whether two steps deal with nothing in common, or look at it only. */
export function isApart(step: OwnedStep, other: OwnedStep): boolean {
  return (step.writes & (other.reads | other.writes)) === 0n && (step.reads & other.writes) === 0n;
}

/**
 * Whether it may matter which of two processes comes first to a slot: both mean it, one of them writes, and the other one may get as far as this while a leaf is
 * enabled that makes our access. It never does where that leaf demands something which the other's leaf contradicts: of one
 * slot, or of the element that each of them means; then they mean different elements. What ours demands stays true until it is taken, for that it looks at
 * the slot is an access like the others. So who takes from a full place and who puts into an empty one never meet.
 */
export function meet(ours: Access, theirs: Access): boolean {
  return conflict(ours, theirs) && !isExcluded(ours, theirs);
}

/** Whether an access may make a demand true. */
export function mayFulfil(access: Access, demand: Demand): boolean {
  return access.writes && (access.slots & demand.slots) !== 0n && (access.value === undefined || isMet(demand, access.value));
}

/** Whether a value is one that a demand asks for. */
export function isMet({ value, isNot }: Pick<Demand, "value" | "isNot">, given: number): boolean {
  return (given === value) !== isNot;
}

function conflict(ours: Access, theirs: Access): boolean {
  return (ours.writes || theirs.writes) && (ours.slots & theirs.slots) !== 0n;
}

function isExcluded(ours: Access, theirs: Access): boolean {
  return ours.demands.some((here) =>
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
