import type { Size, Verdict } from "../language/index.js";

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
export interface SweepResult {
  readonly faultline: string;
  readonly sweep: string;
  /** SHA-256 of the question and of the engine that answered it; null where the question could not be put together. */
  readonly key: string | null;
  readonly subject: string;
  readonly bounds: Size;
  readonly verdict: Verdict;
  readonly properties: readonly SweptProperty[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly initialStates: number;
  readonly seconds: number;
  readonly exact: boolean;
  /** Why it is incomplete; null where it is not. */
  readonly reason: string | null;
}

/** Whether a result stands for good. One that ran out of a budget may be had another time. */
export function isDecided({ verdict }: SweepResult): boolean {
  return verdict !== "incomplete";
}

/** What two results of the same job agree in, wherever and however often it was run. */
export function comparable({ seconds: _seconds, ...result }: SweepResult): Omit<SweepResult, "seconds"> {
  return result;
}
