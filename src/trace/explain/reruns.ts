import type { Stepper } from "../../engine/interpreter/stepper.js";
import type { Judge } from "./judge.js";
import { KnownEnds } from "./knownEnds.js";
import type { Leaf } from "./leaves.js";
import { Rerun, type Run, type RunEnd } from "./rerun.js";
import type { Turn } from "./schedule.js";

/** Runs one schedule again and again, each time with something different at its beginning. {@link Rerun} says what "the same schedule" means. */
export class Reruns {
  private readonly turnsAt = new Map<string, number[]>();
  private readonly known = new KnownEnds();
  /** How many steps were taken so far, to learn ends: the measure of what was spent. */
  taken = 0;

  constructor(
    private readonly stepper: Stepper,
    private readonly judge: Judge,
    private readonly turns: readonly Turn[],
  ) {
    for (const [number, { control }] of turns.entries()) {
      const known = this.turnsAt.get(control);
      if (known === undefined) this.turnsAt.set(control, [number]);
      else known.push(number);
    }
  }

  /**
   * How the schedule comes out from a state.
   * @param next the number of the first turn that is still to come
   * @param first a leaf that is taken before it
   */
  end(from: Int32Array, next: number, first?: Leaf): RunEnd {
    const run = new Rerun(this.stepper, this.judge, this.turns, this.turnsAt, from, this.known);
    const end = run.end(next, first);
    this.known.settle(end);
    this.taken += run.steps.length + 1;
    return end;
  }

  /** The same with its steps, of which `most` are wanted. */
  run(from: Int32Array, next: number, first?: Leaf, most?: number): Run {
    const end = this.end(from, next, first);
    const run = new Rerun(this.stepper, this.judge, this.turns, this.turnsAt, from, undefined, most);
    run.end(next, first);
    return { from, steps: run.steps, end };
  }
}
