import type { TraceStepDocument } from "../../../trace/traceDocument.js";

/** `cells copied = 2, page = absent` */
export function choiceText(choices: TraceStepDocument["choices"]): string {
  return choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
}
