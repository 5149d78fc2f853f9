import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedProcess, ControlState } from "../../language/compose.js";
import { hasEnd, isAtEnd } from "./ends.js";
import type { Judge } from "./judge.js";
import type { KnownEnds } from "./knownEnds.js";
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

/** Whether a run is complete and the property intact on it. */
export function endsWell(end: RunEnd): boolean {
  return end === "ended" || end === "endless";
}

/** A completion of more steps than this is given up. */
const LONGEST = 5_000;

/**
 * One run of a schedule: the processes have the same turns in the same order, and are answered as they were in the trace.
 *
 * - **Turns.** In its turn a process takes the step at which it stands. If that is the step that the trace took in this turn, and it can be
 *   answered the same, it is. A process that was led elsewhere takes its step as the nearest turn of the trace took that step; failing that, the
 *   first way that there is. A process that cannot move lets its turn pass.
 * - **Completion.** When all turns are over, the processes that are not daemons take turns until they are at their ends. Where none of them can move, each daemon
 *   gets a turn.
 * - **End.** The run ends at once where the property fails. It goes well if it {@link endsWell}.
 *
 * What becomes of a run depends on the turn and the state that it has come to, and on nothing before: so where another one was there, and its end is known, this one need not go on.
 */
export class Rerun {
  readonly steps: Leaf[] = [];
  private state: Int32Array;
  private isWrong = false;
  /** The round of the completion in which each process moved last. */
  private readonly moved: number[] = [];

  /**
   * @param turnsAt the turns of the trace in which each control state was left, by its name
   * @param known the ends of runs that were there before; nothing where this run is wanted for its steps
   * @param most how many steps are wanted
   */
  constructor(
    private readonly stepper: Stepper,
    private readonly judge: Judge,
    private readonly turns: readonly Turn[],
    private readonly turnsAt: ReadonlyMap<string, readonly number[]>,
    private readonly from: Int32Array,
    private readonly known?: KnownEnds,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    this.state = from;
  }

  /**
   * @param next the number of the first turn that is still to come
   * @param first a leaf that is taken before it
   */
  end(next: number, first: Leaf | undefined): RunEnd {
    if (this.judge.isWrongState(this.from)) return "violated";
    if (first !== undefined) this.take(first);
    for (let number = next; number < this.turns.length && !this.isWrong; number++) {
      if (this.steps.length >= this.most) return "long";
      const before = this.known?.endAt(number, this.state);
      if (before !== undefined) return before;
      this.move((this.turns[number] as Turn).process, number);
    }
    return this.isWrong ? "violated" : this.complete();
  }

  private complete(): RunEnd {
    const { turns } = this;
    const rounds = new Map<string, number>();
    const longest = Math.min(this.most, this.steps.length + LONGEST);
    for (let round = 0; this.steps.length < longest; round++) {
      if (this.everyone(() => false)) return "ended";
      const known = this.known?.endAt(turns.length, this.state);
      if (known !== undefined) return known;
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
    const leaves = leavesOf(this.stepper, this.state, process);
    const [first] = leaves;
    if (first === undefined) return false;
    this.take(this.asBefore(leaves, first.control, turn) ?? first);
    return true;
  }

  /** The leaf that the trace took in the nearest turn in which the process stood at the same step, and that can be taken; of two turns as near the earlier one. */
  private asBefore(leaves: readonly Leaf[], { name }: ControlState, turn: number): Leaf | undefined {
    const numbers = this.turnsAt.get(name) ?? [];
    const at = (number: number | undefined): Leaf | undefined =>
      number === undefined ? undefined : leaves.find(({ choices }) => sameChoices(choices, (this.turns[number] as Turn).choices));
    let after = numbers.findIndex((number) => number >= turn);
    if (after < 0) after = numbers.length;
    let before = after - 1;
    while (before >= 0 || after < numbers.length) {
      const isEarlier = turn - (numbers[before] ?? Number.NEGATIVE_INFINITY) <= (numbers[after] ?? Number.POSITIVE_INFINITY) - turn;
      const leaf = at(isEarlier ? numbers[before--] : numbers[after++]);
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
