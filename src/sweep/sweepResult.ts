import type { ShareFound } from "../engine/result.js";
import type { Counts } from "../engine/sumCounts.js";
import type { Size, Verdict } from "../language/index.js";
import { jobName } from "./sweepJob.js";

/** How one property came out. */
export interface SweptProperty {
  readonly name: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly vacuous: boolean;
  /** Transitions of the shortest counterexample; null where there is none. */
  readonly steps: number | null;
}

/** One line of a result file: a job, and what it came to. Field names, once published, stay. */
export interface SweepResult extends Counts {
  readonly faultline: string;
  readonly sweep: string;
  /** SHA-256 of the question and of the engine that answered it; null where the question could not be put together. */
  readonly key: string | null;
  readonly subject: string;
  readonly bounds: Size;
  readonly verdict: Verdict;
  readonly properties: readonly SweptProperty[];
  /** Why it is incomplete; null where it is not. */
  readonly reason: string | null;
  /** Steps that never fired, and that the model does not list as known not to; of shares that were joined, in none of them. Absent where that is not known. */
  readonly unreached?: readonly string[];
  /** Of a share of the initial states: what that came to. Then the verdicts beside it are what that says of the whole, and never `holds`. */
  readonly share?: ShareFound;
  /** From how many shares it was joined. Then its counts are sums, no less than those of one search, and more where shares overlap. */
  readonly shares?: number;
  /** How often each step fired in these shares together. */
  readonly fired?: Readonly<Record<string, number>>;
}

/** Whether a result stands for good, of what was searched. One that ran out of a budget may be had another time. */
export function isDecided({ verdict, share }: SweepResult): boolean {
  return (share?.verdict ?? verdict) !== "incomplete";
}

/** Names the job of a result. */
export function nameOf({ subject, bounds, share }: SweepResult): string {
  return jobName({ subject, size: bounds, ...(share && { share }) });
}

/** What two results of the same job agree in, wherever and however often it was run: one that was joined counts otherwise, and one that is not exact has its verdict only. */
export function comparable({ seconds: _seconds, ...result }: SweepResult, other?: SweepResult): Partial<SweepResult> {
  if (other !== undefined && !(result.exact && other.exact)) return { verdict: result.verdict };
  if (result.shares === undefined && other?.shares === undefined) return result;
  const { states: _, transitions: __, depth: ___, initialStates: ____, shares: _____, fired: ______, ...verdicts } = result;
  return verdicts;
}
