import type { PropertyResult, Trace } from "../../engine/result.js";
import { describeTrace } from "../../trace/describeTrace.js";
import { explainTrace } from "../../trace/explain/explainTrace.js";
import { whyNotExplained } from "../../trace/explain/whyNotExplained.js";
import type { Ink } from "../../trace/ink.js";
import { NOTHING_FAILED } from "../../trace/replay/nothingFailed.js";
import { textTrace } from "../../trace/textTrace.js";
import { type Answered, composed } from "./question.js";

const PLAIN: Ink = { bold: (text) => text, dim: (text) => text, red: (text) => text, yellow: (text) => text };

/** `after 5 steps` */
export function showSteps({ steps }: Trace): string {
  return `after ${steps.length} ${steps.length === 1 ? "step" : "steps"}`;
}

/** The shortest counterexample, explained, as `faultline trace` shows it. */
async function tellTrace(answered: Answered, trace: Trace): Promise<string> {
  const model = composed(answered);
  const document = describeTrace(model, trace);
  const explanation = await explainTrace(model, document);
  return textTrace(document, PLAIN, { explanation, unexplained: whyNotExplained(model, document) });
}

/** A run on which nothing fails. */
export function tellRun(answered: Answered, run: Trace): string {
  return textTrace(describeTrace(composed(answered), { ...run, property: NOTHING_FAILED }), PLAIN);
}

/** How a violated property fails, with its counterexample; a promise that something can happen has none. */
export async function tellViolation(answered: Answered, { name, trace }: PropertyResult): Promise<string> {
  if (trace === undefined) return `'${name}': no reachable state satisfies it`;
  return `'${name}' is violated ${showSteps(trace)}:\n\n${await tellTrace(answered, trace)}`;
}
