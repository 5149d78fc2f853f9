/** Every pair of a case and an outcome that a model can come to: what an exhaustive search projects its last states to. */
export interface OutcomeTable {
  /** Initial states, all of them. */
  readonly cases: readonly OutcomeCase[];
  /** What they can come to, shorter runs first. */
  readonly outcomes: readonly CaseOutcome[];
  /** By property that is violated in some state: from how many cases such a state can be reached. */
  readonly violatedFrom: Readonly<Record<string, number>>;
}

/** An initial state. */
export interface OutcomeCase {
  /** The values of the shared variables: the same in two models that begin alike. */
  readonly key: string;
  /** Which kind of case it is. */
  readonly given: string;
}

/** One of the outcomes that a case can come to. */
export interface CaseOutcome {
  /** Which of the table's cases. */
  readonly begunIn: number;
  /** All that can be told of it, as text: the same for outcomes that are the same. */
  readonly key: string;
  /** Which kind of outcome it is. */
  readonly comes: string;
  /** What is wrong with it for good; empty where nothing is. */
  readonly damage: readonly string[];
  /** A shortest run to it: which leaf is taken in each state, counted from 0 in the order of processes and choices. */
  readonly leaves: readonly number[];
}
