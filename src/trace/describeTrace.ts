import type { Trace } from "../engine/result.js";
import type { ComposedModel } from "../language/compose.js";
import type { Site } from "../language/index.js";
import { initialValue } from "../language/layout.js";
import { changesBetween } from "./changesBetween.js";
import { decodeState } from "./decodeState.js";
import { StepTeller } from "./stepTeller.js";
import type { Place, TraceDocument } from "./traceDocument.js";

/** Gives a counterexample its names, its differences from step to step and its pictures. */
export function describeTrace(model: ComposedModel, trace: Trace): TraceDocument {
  const asked = [...(model.model.properties ?? []), ...model.temporal.map(({ property }) => property)];
  const { name, about = "", source = "" } = asked.find((property) => property.name === trace.property) ?? { name: trace.property };
  const teller = new StepTeller(model);
  const blank = model.slots.map(initialValue);
  const { failure, initial, loop, fairness, atoms } = trace;
  return {
    property: { name, about, source },
    failure: { message: failure.message, where: failure.where, site: placeOf(failure.site) },
    initial: { changes: changesBetween(model, blank, initial), state: decodeState(model, initial), picture: teller.draw(initial) },
    steps: teller.tell(initial, trace.steps),
    ...(loop !== undefined && { loop }),
    ...(fairness !== undefined && { fairness }),
    ...(atoms !== undefined && { atoms }),
  };
}

function placeOf(site: Site | undefined): Place | null {
  return site === undefined ? null : { file: site.file, line: site.line, column: site.column };
}
