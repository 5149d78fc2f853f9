import type { ChoiceMade } from "../engine/result.js";

/** What a search exercised of its model. */
export interface Coverage {
  /** Every step of every process, in the order of the model. */
  readonly steps: readonly StepCoverage[];
  /** The choices of the initial rule, by initial states; twins count. */
  readonly initial: readonly ChoiceCoverage[];
  /** Whether answers and next control states were counted: those of a search that ended early, or that was interrupted, are not. */
  readonly choicesCounted: boolean;
}

/** A step of a process, at one call site. */
export interface StepCoverage {
  /** Its control state: `writer/iomap_write_iter.copy`. */
  readonly name: string;
  readonly function: string;
  readonly step: string;
  /** Where its body is written; null for a model that is no text. */
  readonly place: Lines | null;
  /** Transitions. */
  readonly fired: number;
  /** No path of control states leads here with these parameters, whatever the data. */
  readonly dead: boolean;
  readonly choices: readonly ChoiceCoverage[];
  /** Every control state that its text may lead to, or led to. Counted together with the choices. */
  readonly next: readonly NextCoverage[];
}

/** A control state that a step leads to. */
export interface NextCoverage {
  readonly name: string;
  /** Transitions that led there. None: a branch of the step that was never entered. */
  readonly taken: number;
}

/** Lines of a file, counted from 1, both included. */
export interface Lines {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** A choice of a step, by its label. */
export interface ChoiceCoverage {
  readonly label: string;
  /** Every answer that was possible in some state. None: no path through the step ever came to the choice. */
  readonly answers: readonly AnswerCoverage[];
  /** In some state two answers led to different successors. */
  readonly matters: boolean;
}

/** An answer to a choice. */
export interface AnswerCoverage {
  readonly value: ChoiceMade["value"];
  /** Transitions that took it. None: a `when` or a broken rule was in the way whenever it was possible. */
  readonly taken: number;
}
