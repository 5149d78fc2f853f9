import type { ChoiceMade } from "../../engine/result.js";
import type { DecodedState } from "../../trace/traceDocument.js";

/** A step of a run of a model. */
export interface ModelStep {
  /** Process, call path and step: `writer/iomap_write_iter.copy`. */
  readonly name: string;
  readonly process: string;
  readonly function: string;
  readonly step: string;
  /** Its choices, in the order in which they were made. */
  readonly choices: readonly ChoiceMade[];
  /** The same by label; of two with one label the last. */
  readonly answers: Readonly<Record<string, ChoiceMade["value"]>>;
  /** The state that it leads to. */
  readonly state: DecodedState;
}

/** A run of a model, from an initial state on: a walk that its steps allow, whether or not it comes to an end. */
export interface ModelRun {
  readonly initial: DecodedState;
  readonly steps: readonly ModelStep[];
}

/** A step in one line: `writer/iomap_write_iter.copy(copied = 2)`. */
export function showStep({ name, choices }: Pick<ModelStep, "name" | "choices">): string {
  return choices.length === 0 ? name : `${name}(${choices.map(({ label, value }) => `${label} = ${value}`).join(", ")})`;
}
