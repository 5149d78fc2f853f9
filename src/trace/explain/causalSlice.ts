import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { ChoiceMade } from "../../engine/result.js";
import type { Judge } from "./judge.js";
import { type InitialLeaf, initialLeavesOf, leavesOf, sameChoices, sameState } from "./leaves.js";
import type { Path } from "./path.js";
import { endsWell, type Run, rerun } from "./rerun.js";
import type { Turn } from "./schedule.js";

/** Why a step is marked: what else could have been done there, and the run on which that goes well. */
export interface Mark {
  /** How the choices of the step could have been answered instead; null where the step need only not have been taken then. */
  readonly instead: readonly ChoiceMade[] | null;
  readonly run: Run;
}

/** A choice of the initial state that mattered. */
export interface InitialMark {
  /** Which of the initial choices, as the trace has it. */
  readonly choice: ChoiceMade;
  /** The answer on which it goes well. */
  readonly instead: ChoiceMade["value"];
  readonly run: Run;
}

/** What of a trace decided that it went wrong. */
export interface CausalSlice {
  readonly initial: readonly InitialMark[];
  /** One for each turn; null where the turn is not marked. */
  readonly turns: readonly (Mark | null)[];
}

/**
 * Which steps of a trace decided that it went wrong.
 *
 * A **step is marked** if there is a run on the same schedule, different from the trace in this step only, that ends well: either the step answers its
 * choices otherwise, or it is absent, that is, its process passes this turn while all keep theirs. (A process that passed does what it has left undone in its next
 * turn: so for a sequential process absence is delay, and for a daemon without further turns it is absence for good.) What "on the same schedule" and "ends well" mean where the
 * run is led elsewhere is defined by {@link rerun}. Absence is tried first, then the other answers in their order; what ends well first is kept.
 *
 * The **initial state** is a step, too: a choice of the initial rule is marked if there is an initial state that differs from the trace's in the answer to that choice
 * only, and from which the same schedule ends well.
 *
 * All else was inevitable, or made no difference by itself. Two steps may still make a difference together: this looks at one at a time.
 */
export function causalSlice(stepper: Stepper, judge: Judge, path: Path): CausalSlice {
  return { initial: initialMarks(stepper, judge, path), turns: path.turns.map((_, turn) => markOf(stepper, judge, path, turn)) };
}

function markOf(stepper: Stepper, judge: Judge, { turns, states }: Path, number: number): Mark | null {
  const from = states[number] as Int32Array;
  const absent = rerun(stepper, judge, turns, from, number, { passes: number });
  if (endsWell(absent)) return { instead: null, run: absent };
  const { process, choices } = turns[number] as Turn;
  const others = leavesOf(stepper, from).filter((leaf) => leaf.process === process && !sameChoices(leaf.choices, choices));
  for (const first of others) {
    const run = rerun(stepper, judge, turns, from, number + 1, { first });
    if (endsWell(run)) return { instead: first.choices, run };
  }
  return null;
}

function initialMarks(stepper: Stepper, judge: Judge, { turns, states }: Path): readonly InitialMark[] {
  const initial = states[0] as Int32Array;
  const leaves = initialLeavesOf(stepper);
  const own = leaves.find(({ state }) => sameState(state, initial));
  if (own === undefined) return [];
  return own.choices.flatMap((choice, index) => {
    for (const { choices, state } of leaves.filter((leaf) => differsOnlyAt(own, leaf, index))) {
      const run = rerun(stepper, judge, turns, state, 0);
      if (endsWell(run)) return [{ choice, instead: (choices[index] as ChoiceMade).value, run }];
    }
    return [];
  });
}

function differsOnlyAt(own: InitialLeaf, other: InitialLeaf, at: number): boolean {
  if (own.choices.length !== other.choices.length) return false;
  return own.choices.every(({ label, value }, index) => label === other.choices[index]?.label && (value === other.choices[index]?.value) === (index !== at));
}
