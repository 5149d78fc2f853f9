import type { ChoiceMade } from "../../engine/result.js";
import type { ComposedModel } from "../../language/compose.js";

/** Whose turn it was in a trace, which step it took, and how its choices were answered. */
export interface Turn {
  /** The index of the process. */
  readonly process: number;
  /** The control state that it stood in: `writer/iomap_write_iter.copy`. */
  readonly control: string;
  readonly choices: readonly ChoiceMade[];
}

/** What a schedule is read off: the steps of a trace, told or as an engine found them. */
export interface ScheduledStep {
  readonly process: string;
  readonly path: string;
  readonly step: string;
  readonly choices: readonly ChoiceMade[];
}

/** The schedule of a trace. A process that the model does not have (a saved trace may be older than the model) has the index -1. */
export function scheduleOf({ processes }: ComposedModel, steps: readonly ScheduledStep[]): readonly Turn[] {
  return steps.map(({ process, path, step, choices }) => ({
    process: processes.findIndex(({ name }) => name === process),
    control: `${path}.${step}`,
    choices,
  }));
}
