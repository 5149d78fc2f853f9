import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { ChoiceMade } from "../../engine/result.js";
import { type InitialLeaf, initialLeavesOf, type Leaf, leavesOf, sameChoices, sameState } from "./leaves.js";
import type { Path } from "./path.js";
import { endsWell, type Run } from "./rerun.js";
import type { Reruns } from "./reruns.js";
import type { Turn } from "./schedule.js";

/** Runs that learn how something comes out take no more steps than this in all: some ten seconds of a large model. */
const MOST_TAKEN = 1_000_000;

/** Takes the run of a mark again, for its first `most` steps. */
export type Showing = (most?: number) => Run;

/** Why a step is marked: what else could have been done there, and the run on which that goes well. */
export interface Mark {
  /** How the choices of the step could have been answered instead; null where the step need only not have been taken then. */
  readonly instead: readonly ChoiceMade[] | null;
  readonly run: Showing;
}

/** A choice of the initial state that mattered. */
export interface InitialMark {
  /** Which of the initial choices, as the trace has it. */
  readonly choice: ChoiceMade;
  /** The answer on which it goes well. */
  readonly instead: ChoiceMade["value"];
  readonly run: Showing;
}

/** What of a trace decided that it went wrong. */
export interface CausalSlice {
  readonly initial: readonly InitialMark[];
  /** One for each turn; null where the turn is not marked. */
  readonly turns: readonly (Mark | null)[];
  /** How many turns, the first ones, were not asked, and with them the initial state: the trace is too long to ask all. */
  readonly unasked: number;
}

/**
 * Which steps of a trace decided that it went wrong.
 *
 * A **step is marked** if there is a run on the same schedule, different from the trace in this step only, that ends well: either the step answers its
 * choices otherwise, or it is absent, that is, its process passes this turn while all keep theirs. (A process that passed does what it has left undone in its next
 * turn: so for a sequential process absence is delay, and for a daemon without further turns it is absence for good.) What "on the same schedule" and "ends well" mean where the
 * run is led elsewhere is defined by `Rerun`. Absence is tried first, then the other answers in their order; what ends well first is kept.
 *
 * The **initial state** is a step, too: a choice of the initial rule is marked if there is an initial state that differs from the trace's in the answer to that choice
 * only, and from which the same schedule ends well.
 *
 * All else was inevitable, or made no difference by itself. Two steps may still make a difference together: this looks at one at a time.
 *
 * From the end of the trace backwards, until {@link MOST_TAKEN} steps were spent on it.
 */
export function causalSlice(stepper: Stepper, reruns: Reruns, path: Path, mostTaken = MOST_TAKEN): CausalSlice {
  const turns: (Mark | null)[] = path.turns.map(() => null);
  // The trace itself is a run of the schedule: what comes back to it needs not be followed.
  reruns.end(path.states[0] as Int32Array, 0);
  for (let number = turns.length - 1; number >= 0; number--) {
    if (reruns.taken > mostTaken) return { initial: [], turns, unasked: number + 1 };
    turns[number] = markOf(stepper, reruns, path, number);
  }
  return { initial: initialMarks(stepper, reruns, path), turns, unasked: 0 };
}

function markOf(stepper: Stepper, reruns: Reruns, { turns, states }: Path, number: number): Mark | null {
  const from = states[number] as Int32Array;
  const next = number + 1;
  const show =
    (first?: Leaf): Showing =>
    (most) =>
      reruns.run(from, next, first, most);
  if (endsWell(reruns.end(from, next))) return { instead: null, run: show() };
  const { process, choices } = turns[number] as Turn;
  for (const first of leavesOf(stepper, from, process)) {
    if (!sameChoices(first.choices, choices) && endsWell(reruns.end(from, next, first))) return { instead: first.choices, run: show(first) };
  }
  return null;
}

function initialMarks(stepper: Stepper, reruns: Reruns, { states }: Path): readonly InitialMark[] {
  const initial = states[0] as Int32Array;
  const leaves = initialLeavesOf(stepper);
  const own = leaves.find(({ state }) => sameState(state, initial));
  if (own === undefined) return [];
  return own.choices.flatMap((choice, index) => {
    const good = leaves.find((leaf) => differsOnlyAt(own, leaf, index) && endsWell(reruns.end(leaf.state, 0)));
    if (good === undefined) return [];
    return [{ choice, instead: (good.choices[index] as ChoiceMade).value, run: (most) => reruns.run(good.state, 0, undefined, most) } satisfies InitialMark];
  });
}

function differsOnlyAt(own: InitialLeaf, other: InitialLeaf, at: number): boolean {
  if (own.choices.length !== other.choices.length) return false;
  return own.choices.every(({ label, value }, index) => label === other.choices[index]?.label && (value === other.choices[index]?.value) === (index !== at));
}
