import { Stepper } from "../engine/interpreter/stepper.js";
import type { TraceStep } from "../engine/result.js";
import type { ComposedModel } from "../language/compose.js";
import type { PictureRow } from "../language/index.js";
import { changesBetween } from "./changesBetween.js";
import { decodeState } from "./decodeState.js";
import type { TraceStepDocument } from "./traceDocument.js";

/** Tells the steps of a run of a model: with names, with what they changed, and with a picture of the state after each. */
export class StepTeller {
  /** How the system draws a state; nothing for a system without a picture. */
  readonly draw: (state: readonly number[]) => readonly PictureRow[];

  constructor(private readonly model: ComposedModel) {
    const { picture } = model.model.system;
    const stepper = new Stepper(model);
    this.draw = picture === undefined ? () => [] : (state) => picture(stepper.look(Int32Array.from(state)) as never, model.parameters as never);
  }

  /** The steps of a run that begins in `from`. */
  tell(from: readonly number[], steps: readonly Omit<TraceStep, "site">[]): TraceStepDocument[] {
    let before = from;
    return steps.map((step) => {
      const told = this.step(step, before);
      before = step.state ?? before;
      return told;
    });
  }

  private step({ process, path, function: name, step, source, choices, state }: Omit<TraceStep, "site">, before: readonly number[]): TraceStepDocument {
    const named = { process, path, function: name, step, source, choices };
    if (state === undefined) return { ...named, changes: [], state: null, picture: [] };
    return { ...named, changes: changesBetween(this.model, before, state), state: decodeState(this.model, state), picture: this.draw(state) };
  }
}
