import { replay } from "../../engine/interpreter/replay.js";
import { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedModel } from "../../language/compose.js";
import { describeTrace } from "../../trace/describeTrace.js";
import { NOTHING_FAILED } from "../../trace/replay/nothingFailed.js";
import type { TraceDocument } from "../../trace/traceDocument.js";
import type { Way } from "./findPaths.js";

/** A path in the form of a counterexample, in which nothing fails: whatever reads saved traces can read it. */
export function traceOfWay(composed: ComposedModel, { initial, leaves }: Way): TraceDocument {
  return describeTrace(composed, replay(new Stepper(composed), initial, leaves, NOTHING_FAILED));
}
