import { describeMove, type Moved, retrace } from "../interpreter/replay.js";
import type { Stepper } from "../interpreter/stepper.js";
import type { Trace } from "../result.js";
import { type Orbits, type Renumbering, renumberedBy } from "./orbits.js";

/** A leaf of a state: who takes it, and its successor, if it has one. */
interface Leaf extends Moved {
  readonly process: number;
}

/**
 * A path from one representative to the next, as a run that does happen: each state of the run is one of the orbit of the path's state, and its successor is that state's own.
 * @param initial the first representative, an initial state itself, for the initial states of a model with copies are those of whole orbits
 * @param leaves which leaf of each representative is taken, in the order of processes and choices
 * @param describe what failed, where no property of the model says so: of the last state, with what it takes to make it the last representative
 */
export function retraceOrbits(
  stepper: Stepper,
  orbits: Orbits,
  initial: Int32Array,
  leaves: readonly number[],
  property: string,
  describe: (last: Int32Array, by: Renumbering) => string,
): Trace {
  const moves: Moved[] = [];
  let representative = initial;
  let real = initial;
  let by = orbits.none;
  for (const wanted of leaves) {
    const { process, step, violation } = leavesOf(stepper, representative)[wanted] ?? refuse();
    const next = step.state && Int32Array.from(step.state);
    const isMeant = (leaf: Leaf): boolean =>
      orbits.processAfter(leaf.process, by) === process && (violation === undefined) === (leaf.violation === undefined) && arrivesAt(orbits, leaf, by, next);
    const move = leavesOf(stepper, real).find(isMeant) ?? refuse();
    moves.push(move);
    if (next === undefined) break;
    real = Int32Array.from(move.step.state as readonly number[]);
    by = renumberedBy(by, orbits.represent(next));
    representative = next;
  }
  return retrace(
    stepper,
    initial,
    moves.map((move) => () => move),
    property,
    describe(real, by),
  );
}

function leavesOf(stepper: Stepper, from: Int32Array): readonly Leaf[] {
  const found: Leaf[] = [];
  stepper.successors(from, (state, violation) =>
    found.push({
      process: state.instance.process,
      step: describeMove(state, stepper.made, violation === undefined ? stepper.slots : undefined),
      violation,
    }),
  );
  return found;
}

function arrivesAt(orbits: Orbits, { step }: Leaf, by: Renumbering, wanted: Int32Array | undefined): boolean {
  if (step.state === undefined || wanted === undefined) return step.state === wanted;
  const arrived = orbits.renumbered(Int32Array.from(step.state), by);
  return arrived.every((value, slot) => value === wanted[slot]);
}

function refuse(): never {
  throw new Error("the leaf of a step cannot be found again: a step depends on something other than the state, or copies are told apart");
}
