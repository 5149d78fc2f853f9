import { Stepper } from "../engine/interpreter/stepper.js";
import type { Trace, TraceStep } from "../engine/result.js";
import type { ComposedModel } from "../language/compose.js";
import type { PictureRow, Site } from "../language/index.js";
import { initialValue } from "../language/layout.js";
import { changesBetween } from "./changesBetween.js";
import { decodeState } from "./decodeState.js";
import type { Place, TraceDocument, TraceStepDocument } from "./traceDocument.js";

/** Gives a counterexample its names, its differences from step to step and its pictures. */
export function describeTrace(model: ComposedModel, trace: Trace): TraceDocument {
  const { name, about = "", source = "" } = model.model.properties?.find(({ name }) => name === trace.property) ?? { name: trace.property };
  const draw = pictureOf(model);
  const blank = model.slots.map(initialValue);
  const { failure, initial } = trace;
  const steps: TraceStepDocument[] = [];
  let before = initial;
  for (const step of trace.steps) {
    steps.push(describeStep(model, step, before, draw));
    before = step.state ?? before;
  }
  return {
    property: { name, about, source },
    failure: { message: failure.message, where: failure.where, site: placeOf(failure.site) },
    initial: { changes: changesBetween(model, blank, initial), state: decodeState(model, initial), picture: draw(initial) },
    steps,
  };
}

type Draw = (state: readonly number[]) => readonly PictureRow[];

function describeStep(model: ComposedModel, step: TraceStep, before: readonly number[], draw: Draw): TraceStepDocument {
  const { process, path, source, choices, state } = step;
  const named = { process, path, function: step.function, step: step.step, source, choices };
  if (state === undefined) return { ...named, changes: [], state: null, picture: [] };
  return { ...named, changes: changesBetween(model, before, state), state: decodeState(model, state), picture: draw(state) };
}

/** How the system draws a state; nothing for a system without a picture. */
function pictureOf(model: ComposedModel): Draw {
  const { picture } = model.model.system;
  if (picture === undefined) return () => [];
  const stepper = new Stepper(model);
  return (state) => picture(stepper.look(Int32Array.from(state)) as never, model.parameters as never);
}

function placeOf(site: Site | undefined): Place | null {
  return site === undefined ? null : { file: site.file, line: site.line, column: site.column };
}
