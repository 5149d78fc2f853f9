import type { Ink } from "./ink.js";
import { tellChanges } from "./tellChanges.js";
import type { TraceStepDocument } from "./traceDocument.js";
import { wrapParts } from "./wrapParts.js";

/** Before what stands under a step, and where lines are wrapped. */
export const INDENT = "      ";
export const WIDTH = 110;
/** Between a step and its changes on the same line. */
const GAP = "   ";

/** `iomap_write_iter · copy`; a process that is no function's is named once. */
export function placeOfStep({ process, function: name, step }: TraceStepDocument, bold: Ink["bold"] = (text) => text): string {
  return name === process ? bold(step) : `${name} · ${bold(step)}`;
}

/** `copied = 1, page = absent` */
export function choicesText(choices: TraceStepDocument["choices"]): string {
  return choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
}

/** A step in one line, or with its changes in lines of their own where they do not fit. `number` stands in front, as wide as the first column. */
export function stepLines(step: TraceStepDocument, number: string, lanes: number, ink: Ink): string[] {
  const chosen = choicesText(step.choices);
  const told = tellChanges(step.changes, step.path);
  const head = (bold: Ink["bold"], yellow: Ink["yellow"]): string =>
    `${number}  ${step.process.padEnd(lanes)}  ${placeOfStep(step, bold)}${chosen === "" ? "" : `   ${yellow(chosen)}`}`;
  const all = told.join(", ");
  if (all !== "" && head(plain, plain).length + GAP.length + all.length <= WIDTH) return [`${head(ink.bold, ink.yellow)}${GAP}${all}`];
  return [head(ink.bold, ink.yellow), ...wrapParts(told, INDENT, WIDTH)];
}

function plain(text: string): string {
  return text;
}
