import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedProcess, ControlState } from "../../language/compose.js";
import { hasEnd, isAtEnd } from "./ends.js";
import type { Judge } from "./judge.js";
import { type Leaf, leavesOf, sameChoices } from "./leaves.js";
import type { Turn } from "./schedule.js";

/**
 * How a run came out. `ended`: every process that is not a daemon is at an end. `endless`: it goes round for ever, and so it should: processes without an
 * end take part in the round, and all others are at their ends. `stuck`: a process that is not a daemon never goes on, or goes round and never comes to the end that it has.
 * `violated`: the property failed, or a step broke a rule of the language. `long`: it was given up.
 */
export type RunEnd = "ended" | "endless" | "stuck" | "violated" | "long";

/** A run from some state on. */
export interface Run {
  readonly from: Int32Array;
  readonly steps: readonly Leaf[];
  readonly end: RunEnd;
}

/** What is different from the trace: a leaf that is taken first, or a turn that its process passes. */
export interface Change {
  readonly first?: Leaf;
  /** The number of the turn that is passed. */
  readonly passes?: number;
}

/** A run longer than this is given up. */
const LONGEST = 5_000;

/**
 * Runs a schedule from a state: the processes have the same turns in the same order, and are answered as they were in the trace.
 *
 * - **Turns.** In its turn a process takes the step at which it stands. If that is the step that the trace took in this turn, and it can be
 *   answered the same, it is. A process that was led elsewhere takes its step as the nearest turn of the trace took that step; failing that, the
 *   first way that there is. A process that cannot move lets its turn pass.
 * - **Completion.** When all turns are over, the processes that are not daemons take turns until they are at their ends. Where none of them can move, each daemon
 *   gets a turn.
 * - **End.** The run ends at once where the property fails. It goes well if it {@link endsWell}.
 *
 * @param next the number of the first turn that is still to come
 */
export function rerun(stepper: Stepper, judge: Judge, turns: readonly Turn[], from: Int32Array, next: number, change: Change = {}): Run {
  return new Rerun(stepper, judge, turns, from).run(next, change);
}

/** Whether a run is complete and the property intact on it. */
export function endsWell({ end }: Run): boolean {
  return end === "ended" || end === "endless";
}

class Rerun {
  private readonly steps: Leaf[] = [];
  private state: Int32Array;
  private isWrong = false;
  /** The round of the completion in which each process moved last. */
  private readonly moved: number[] = [];

  constructor(
    private readonly stepper: Stepper,
    private readonly judge: Judge,
    private readonly turns: readonly Turn[],
    private readonly from: Int32Array,
  ) {
    this.state = from;
  }

  run(next: number, { first, passes }: Change): Run {
    if (this.judge.isWrongState(this.from)) return this.ended("violated");
    if (first !== undefined) this.take(first);
    for (let number = next; number < this.turns.length && !this.isWrong; number++) {
      if (number !== passes) this.move((this.turns[number] as Turn).process, number);
    }
    return this.ended(this.isWrong ? "violated" : this.complete());
  }

  private ended(end: RunEnd): Run {
    return { from: this.from, steps: this.steps, end };
  }

  private complete(): RunEnd {
    const rounds = new Map<string, number>();
    for (let round = 0; this.steps.length < LONGEST; round++) {
      if (this.everyone(() => false)) return "ended";
      const key = this.state.join();
      const before = rounds.get(key);
      if (before !== undefined) return this.everyone((process, index) => !hasEnd(process) && (this.moved[index] ?? -1) >= before) ? "endless" : "stuck";
      rounds.set(key, round);
      const moved = this.round(round, false) || this.round(round, true);
      if (this.isWrong) return "violated";
      if (!moved) return "stuck";
    }
    return "long";
  }

  /** Each process, or each daemon, that can move does so once. */
  private round(round: number, daemons: boolean): boolean {
    let moved = false;
    for (const [index, { daemon }] of this.stepper.model.processes.entries()) {
      if (daemon !== daemons || this.isWrong || !this.move(index, this.turns.length)) continue;
      this.moved[index] = round;
      moved = true;
    }
    return moved;
  }

  /** Whether something is true of every process that is not a daemon and has not ended. */
  private everyone(holds: (process: ComposedProcess, index: number) => boolean): boolean {
    return this.stepper.model.processes.every((process, index) => process.daemon || isAtEnd(process, this.state) || holds(process, index));
  }

  /** A process takes its step, if it can. */
  private move(process: number, turn: number): boolean {
    const leaves = leavesOf(this.stepper, this.state).filter((leaf) => leaf.process === process);
    const [first] = leaves;
    if (first === undefined) return false;
    this.take(this.asBefore(leaves, first.control, turn) ?? first);
    return true;
  }

  /** The leaf that the trace took in the nearest turn in which the process stood at the same step, and that can be taken. */
  private asBefore(leaves: readonly Leaf[], { name }: ControlState, turn: number): Leaf | undefined {
    const distances = this.turns.map(({ control }, number) => (control === name ? Math.abs(number - turn) : Number.POSITIVE_INFINITY));
    const nearest = [...distances.keys()]
      .filter((number) => Number.isFinite(distances[number]))
      .sort((a, b) => (distances[a] as number) - (distances[b] as number));
    for (const number of nearest) {
      const leaf = leaves.find(({ choices }) => sameChoices(choices, (this.turns[number] as Turn).choices));
      if (leaf !== undefined) return leaf;
    }
    return undefined;
  }

  private take(leaf: Leaf): void {
    this.steps.push(leaf);
    this.isWrong = this.judge.isWrongLeaf(this.state, leaf);
    if (leaf.state !== undefined) this.state = leaf.state;
  }
}
