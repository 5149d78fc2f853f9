import type { Stepper } from "../../engine/interpreter/stepper.js";
import { encodeState } from "../encodeState.js";
import type { TraceDocument } from "../traceDocument.js";
import { type Leaf, leavesOf, sameChoices } from "./leaves.js";
import { scheduleOf, type Turn } from "./schedule.js";

/** A trace as its turns and states: the initial one, and the one after each turn (the last turn may have no successor). */
export interface Path {
  readonly turns: readonly Turn[];
  readonly states: readonly Int32Array[];
}

/** Takes a schedule exactly as it is. @returns its leaves, up to the first turn that cannot be taken */
export function follow(stepper: Stepper, turns: readonly Turn[], from: Int32Array): readonly Leaf[] {
  const taken: Leaf[] = [];
  let state: Int32Array | undefined = from;
  for (const { process, control, choices } of turns) {
    const leaf: Leaf | undefined = state && leavesOf(stepper, state, process).find((one) => one.control.name === control && sameChoices(one.choices, choices));
    if (leaf === undefined) break;
    taken.push(leaf);
    state = leaf.state;
  }
  return taken;
}

/** The path that a trace of the stepper's own model tells. The trace has its whole states. */
export function pathOf(stepper: Stepper, { initial, steps }: TraceDocument): Path {
  const turns = scheduleOf(stepper.model, steps);
  const first = initial.state && encodeState(stepper.model, initial.state);
  const leaves = first === undefined ? [] : follow(stepper, turns, first);
  if (first === undefined || leaves.length < turns.length) throw new Error("a trace cannot be taken again: it is of another model");
  return { turns, states: [first, ...leaves.flatMap(({ state }) => (state === undefined ? [] : [state]))] };
}
