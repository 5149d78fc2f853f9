import type { Place, TraceStepDocument } from "../traceDocument.js";

/** A run that the trace is compared with, from where it parts from the trace. */
export interface RunDocument {
  /** How it ends: its processes are at their ends, or it goes round for ever as it should. */
  readonly end: "ended" | "endless";
  readonly steps: readonly TraceStepDocument[];
}

/** The part of the property that failed, with its values. */
export interface ConjunctDocument {
  /** Its source text. */
  readonly text: string;
  readonly site: Place;
  /** What it ought to be and is not. */
  readonly wanted: boolean;
  readonly where: readonly { readonly name: string; readonly index: number }[];
  /** The sides of a comparison, with their values. */
  readonly sides: readonly { readonly name: string; readonly value: string }[];
  /** Where it asks a helper function: the part of that function that decided. */
  readonly within: { readonly text: string; readonly site: Place } | null;
  /** Every variable that was looked at to evaluate it and the conditions around it. */
  readonly reads: readonly { readonly name: string; readonly value: string }[];
}

/** Takes a run again, for its first `most` steps or for all of them: to tell those of each step of a long trace would take as many steps as its square. */
export type ShowRun = (most?: number) => RunDocument;

type Choices = TraceStepDocument["choices"];

/** Why a step is marked: with these answers, or (null) if it is not taken in this turn, the same schedule ends well. */
export interface MarkDocument {
  readonly instead: Choices | null;
  readonly run: ShowRun;
}

/** A choice of the initial state that decided: with `instead` for an answer, the same schedule ends well. */
export interface InitialMarkDocument {
  readonly label: string;
  readonly value: Choices[number]["value"];
  readonly instead: Choices[number]["value"];
  readonly run: ShowRun;
}

/**
 * When the trace could go right for the last time. `found`: after `after` steps, with `sibling` as the shortest run from there; `never`: from no state of the
 * trace; `unknown`: `bound` states were looked at, and not later than after `after` steps; `endless`: no run of this model ends.
 */
export type LastChanceDocument =
  | { readonly kind: "found"; readonly after: number; readonly sibling: RunDocument }
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly after: number; readonly bound: number }
  | { readonly kind: "endless" };

/** Why a trace went wrong. */
export interface Explanation {
  /** Null where the property has no source text: every model asks some questions of its own accord. */
  readonly conjunct: ConjunctDocument | null;
  readonly initial: readonly InitialMarkDocument[];
  /** One for each step of the trace; null where it is not marked. */
  readonly steps: readonly (MarkDocument | null)[];
  /** How many steps, the first ones, were not asked whether they decided, and with them the initial state: the trace is too long to ask all. */
  readonly unasked: number;
  readonly lastChance: LastChanceDocument;
}
