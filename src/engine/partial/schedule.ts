import type { ComposedProcess, ControlState } from "../../language/compose.js";
import type { Violation } from "../../language/errors.js";
import { DISABLED } from "../../language/when.js";
import { describeMove, type Moved, retrace } from "../interpreter/replay.js";
import type { Stepper } from "../interpreter/stepper.js";
import type { Trace } from "../result.js";
import { again } from "./answers.js";

/** One step of a run: whose it is, and which of its answers each choice was given, counted from 0. */
export interface Turn {
  readonly process: number;
  readonly answers: readonly number[];
}

/** All that a run depends on: the answers that chose its initial state, and one turn after the other. */
export interface Schedule {
  readonly initial: readonly number[];
  readonly turns: readonly Turn[];
}

/** Tells whether a run has come to what it is run for: in its initial state (no `before`), or by a transition. */
export type Arrival = (before: Int32Array | undefined, after: Int32Array, violation: Violation | undefined) => boolean;

/**
 * Runs a schedule until it arrives, and returns what of it was taken by then; `undefined` if it never arrives. A turn that cannot be taken is left out, and an answer
 * that does not exist is the last one that does: so a part of a schedule is a schedule.
 */
export function rerun(stepper: Stepper, { initial, turns }: Schedule, hasArrived: Arrival): Schedule | undefined {
  const first = again(initial);
  if (stepper.begin(first) !== undefined) return undefined;
  const state = Int32Array.from(stepper.slots);
  const taken: Turn[] = [];
  const arrived = (): Schedule => ({ initial: first.given, turns: taken });
  if (hasArrived(undefined, state, undefined)) return arrived();
  for (const { process, answers } of turns) {
    const choose = again(answers);
    const outcome = stepper.take(stepper.model.processes[process] as ComposedProcess, state, choose);
    if (outcome === DISABLED) continue;
    taken.push({ process, answers: choose.given });
    if (hasArrived(state, stepper.slots, outcome)) return arrived();
    if (outcome !== undefined) return undefined;
    state.set(stepper.slots);
  }
  return undefined;
}

/** The trace of a schedule every turn of which can be taken. @param message what failed, for properties that the model does not name */
export function traceOf(stepper: Stepper, { initial, turns }: Schedule, property: string, message: string): Trace {
  stepper.begin(again(initial));
  const moves = turns.map((turn) => (state: Int32Array) => moved(stepper, state, turn));
  return retrace(stepper, Int32Array.from(stepper.slots), moves, property, message);
}

function moved(stepper: Stepper, from: Int32Array, { process, answers }: Turn): Moved {
  const actor = stepper.model.processes[process] as ComposedProcess;
  const choose = again(answers);
  const outcome = stepper.take(actor, from, choose);
  if (outcome === DISABLED) throw new Error("the turn of a run cannot be taken again: a step depends on something other than the state");
  const control = actor.states[from[actor.slot] as number] as ControlState;
  return { step: describeMove(control, choose.made, outcome === undefined ? stepper.slots : undefined), violation: outcome };
}
