import type { ComposedModel } from "../../language/compose.js";
import type { TraceDocument } from "../../trace/traceDocument.js";
import type { TraceExtras } from "./traceData.js";

/** What the model behind a trace adds to its page. The compiler, which finds the text of the steps, is loaded only here. */
export async function traceExtras(composed: ComposedModel, trace: TraceDocument): Promise<TraceExtras> {
  const { stepSources } = await import("./stepSources.js");
  return { legend: composed.model.system.legend, conjuncts: [], excerpts: stepSources(composed, trace) };
}
