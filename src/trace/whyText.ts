import { SpecError } from "../language/index.js";
import { cellWidth, drawPicture } from "./drawPicture.js";
import type { Explanation, InitialMarkDocument, MarkDocument, ShowRun } from "./explain/explanation.js";
import type { Ink } from "./ink.js";
import { sideBySide } from "./sideBySide.js";
import { choicesText, INDENT, placeOfStep, WIDTH } from "./stepText.js";
import type { TraceDocument, TraceStepDocument } from "./traceDocument.js";

/**
 * Why a step is marked: the trace from there on, and beside it the run on the same schedule that is different in this step only and ends well. Step 0 is the initial
 * state: there is a run for each choice that decided.
 * @throws SpecError FL302 for a step that is not marked
 */
export function whyText(trace: TraceDocument, explanation: Explanation, step: number, ink: Ink): string {
  if (step === 0 && explanation.initial.length > 0) return explanation.initial.map((mark) => initialText(trace, mark, ink)).join("\n\n");
  const mark = explanation.steps[step - 1] ?? null;
  if (mark === null) throw notMarked(explanation, step);
  return stepText(trace, step, mark, ink);
}

function notMarked({ initial, steps }: Explanation, step: number): SpecError {
  const marked = [...(initial.length > 0 ? [0] : []), ...steps.flatMap((mark, index) => (mark === null ? [] : [index + 1]))];
  const hint =
    marked.length === 0
      ? "no step of this trace is: no single change on the same schedule ends well"
      : `marked steps: ${marked.join(", ")} (0 is the initial state)`;
  return new SpecError("FL302", `step ${step} is not marked`, hint);
}

function initialText({ steps }: TraceDocument, { label, value, instead, run }: InitialMarkDocument, ink: Ink): string {
  const title = `Step 0, the initial state: with ${label} = ${instead} instead of ${value} the same schedule ends well.`;
  return [ink.bold(title), ...columns(`the trace, ${label} = ${value}`, `${label} = ${instead}`, steps, run, 1)].join("\n");
}

function stepText({ steps }: TraceDocument, number: number, { instead, run }: MarkDocument, ink: Ink): string {
  const step = steps[number - 1] as TraceStepDocument;
  const otherwise = instead === null ? "if it is not taken in this turn" : `with ${choicesText(instead)}`;
  const title = `Step ${number}, ${step.process}  ${placeOfStep(step)}: ${otherwise}, the same schedule ends well.`;
  return [ink.bold(title), ...columns("the trace", instead === null ? "without it" : choicesText(instead), steps.slice(number - 1), run, number)].join("\n");
}

function columns(left: string, right: string, trace: readonly TraceStepDocument[], show: ShowRun, first: number): string[] {
  const { end, steps } = show();
  const picture = steps.at(-1)?.picture ?? [];
  const ending = end === "endless" ? "goes round for ever" : "ends";
  return [
    ...sideBySide({ title: left, steps: trace }, { title: right, steps }, first, WIDTH),
    "",
    `${INDENT}It ${ending} with the property intact.`,
    ...drawPicture(picture, cellWidth(picture)).map((line) => INDENT + line),
  ];
}
