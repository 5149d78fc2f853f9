import type { ComposedModel } from "../language/compose.js";
import { SpecError } from "../language/index.js";
import type { Paint } from "../report/paint.js";
import { explainTrace } from "../trace/explain/explainTrace.js";
import { textTrace } from "../trace/textTrace.js";
import type { TraceDocument } from "../trace/traceDocument.js";
import { whyText } from "../trace/whyText.js";

/** What is asked of an explained trace. */
export interface TellFlags {
  /** The marked step whose counterfactual run is shown. */
  readonly why?: number;
  /** Nothing is folded. */
  readonly all?: boolean;
}

/** A counterexample with why it went wrong; or the counterfactual run of one of its steps. @throws SpecError FL302 for a step that has none */
export async function explainedText(composed: ComposedModel, trace: TraceDocument, { why, all = false }: TellFlags, paint: Paint): Promise<string> {
  const explanation = await explainTrace(composed, trace);
  if (why === undefined) return textTrace(trace, paint, explanation === undefined ? {} : { explanation, all });
  if (explanation !== undefined) return whyText(trace, explanation, why, paint);
  throw new SpecError("FL302", "the steps of an infinite run are not explained", "leave --why away");
}
