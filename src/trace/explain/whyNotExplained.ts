import { DOMAINS, NO_DEADLOCK } from "../../engine/result.js";
import type { ComposedModel } from "../../language/compose.js";
import type { TraceDocument } from "../traceDocument.js";

/** Why no step of a trace is marked, as a sentence: what fails is decided by no state or step of the model alone. Undefined where it is, so that `explainTrace` explains the trace. */
export function whyNotExplained({ model, temporal }: ComposedModel, { property: { name } }: TraceDocument): string | undefined {
  if (temporal.some(({ property }) => property.name === name))
    return "No step is marked: a run that goes on for ever is not run again with one step otherwise.";
  if ([DOMAINS, NO_DEADLOCK, ...(model.properties ?? []).map((property) => property.name)].includes(name)) return undefined;
  return "No step is marked: a run beside an abstract model is not run again with one step otherwise.";
}
