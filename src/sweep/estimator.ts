import type { Size } from "../language/index.js";
import { type SweepJob, volume } from "./sweepJob.js";

/** What a search came to, as far as it went. */
export interface Measure {
  readonly states: number;
  readonly seconds: number;
  readonly initialStates: number;
}

/** What a job may come to. */
export type Expectation = Measure;

interface Measured extends Measure {
  readonly job: SweepJob;
}

/** By which power of a bound the states grow, where nothing has been measured yet. */
const UNKNOWN_GROWTH = 2;

/** Guesses how many states a job will have from those already done, so that the smallest can go first. */
export class Estimator {
  private readonly done: Measured[] = [];
  /** Of each bound, the exponents seen between jobs that differ in it alone. */
  private readonly growth = new Map<string, { sum: number; count: number }>();

  /** A job that is done, or was given up after so much. */
  learn(job: SweepJob, measure: Measure): void {
    const { states } = measure;
    for (const other of this.done) {
      const [bound, ...more] = other.job.subject === job.subject ? differing(other.job.size, job.size) : [];
      if (bound === undefined || more.length > 0) continue;
      const exponent = Math.log(Math.max(1, states) / Math.max(1, other.states)) / Math.log(ratio(job.size, other.job.size, bound));
      const { sum, count } = this.growth.get(bound) ?? { sum: 0, count: 0 };
      this.growth.set(bound, { sum: sum + exponent, count: count + 1 });
    }
    this.done.push({ job, states, seconds: measure.seconds, initialStates: measure.initialStates });
  }

  /**
   * The states of the nearest job that is done, grown by what each bound was seen to contribute; nothing yet done, the volume of the bounds. Of a share, its part.
   */
  estimate(job: SweepJob): number {
    return this.whole(job, this.nearest(job)) / (job.share?.of ?? 1);
  }

  /** What a whole job may come to; undefined if nothing is known of its subject. */
  expectation(job: SweepJob): Expectation | undefined {
    const nearest = this.nearest(job);
    if (nearest === undefined || nearest.job.subject !== job.subject) return undefined;
    const states = this.whole(job, nearest);
    return { states, seconds: (states * nearest.seconds) / Math.max(1, nearest.states), initialStates: nearest.initialStates };
  }

  private whole({ size }: SweepJob, nearest: Measured | undefined): number {
    if (nearest === undefined) return volume(size);
    return differing(size, nearest.job.size).reduce(
      (states, bound) => states * ratio(size, nearest.job.size, bound) ** this.exponentOf(bound),
      Math.max(1, nearest.states),
    );
  }

  /** A job of the same subject, if there is one, that differs in the fewest bounds; of several the largest. */
  private nearest({ subject, size }: SweepJob): Measured | undefined {
    let best: Measured | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const each of this.done) {
      const distance = differing(size, each.job.size).length + (each.job.subject === subject ? 0 : 100);
      if (distance > least || (distance === least && each.states <= (best?.states ?? 0))) continue;
      [best, least] = [each, distance];
    }
    return best;
  }

  private exponentOf(bound: string): number {
    const seen = this.growth.get(bound);
    return seen === undefined ? UNKNOWN_GROWTH : seen.sum / seen.count;
  }
}

function differing(one: Size, other: Size): string[] {
  return Object.keys(one).filter((bound) => one[bound] !== other[bound]);
}

/** A bound may be 0, such as a number of evictions. */
function ratio(one: Size, other: Size, bound: string): number {
  return ((one[bound] ?? 0) + 1) / ((other[bound] ?? 0) + 1);
}
