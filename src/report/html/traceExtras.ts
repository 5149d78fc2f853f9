import { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedModel } from "../../language/compose.js";
import { explainTrace } from "../../trace/explain/explainTrace.js";
import { pathOf } from "../../trace/explain/path.js";
import { whyNotExplained } from "../../trace/explain/whyNotExplained.js";
import type { TraceDocument } from "../../trace/traceDocument.js";
import { explanationData } from "./explanationData.js";
import type { TraceExtras } from "./traceData.js";

/** What the model behind a trace adds to its page. The compiler, which reads the specification's text, is loaded only here. */
export async function traceExtras(composed: ComposedModel, trace: TraceDocument): Promise<TraceExtras> {
  const { model } = composed;
  const { legend } = model.system;
  const explained = await explainTrace(composed, trace);
  const explanation = explained === undefined ? null : explanationData(explained);
  const unexplained = whyNotExplained(composed, trace) ?? null;
  // What a machine of another library says is no text of ours.
  if (model.interpreted) return { legend, explanation, unexplained, parts: [], excerpts: trace.steps.map(() => undefined) };
  const [{ stepSources }, { propertyParts }] = await Promise.all([import("./stepSources.js"), import("./propertyParts.js")]);
  const property = model.properties?.find(({ name }) => name === trace.property.name);
  const { states } = pathOf(new Stepper(composed), trace);
  const parts = property === undefined ? [] : propertyParts(composed, property, states);
  return { legend, explanation, unexplained, parts, excerpts: stepSources(composed, trace) };
}
