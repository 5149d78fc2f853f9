import { choicesText, placeOfStep } from "./stepText.js";
import type { TraceStepDocument } from "./traceDocument.js";

/** Between the two columns. */
const RULE = "  │  ";

/**
 * Two runs in two columns, step by step, numbered from `first`. `width` is that of the whole; a step that is too long is cut.
 * @param most how many steps are shown; what is left out is counted
 */
export function sideBySide(
  left: readonly TraceStepDocument[],
  right: readonly TraceStepDocument[],
  first: number,
  width: number,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const rows = Math.max(left.length, right.length);
  const column = Math.floor((width - NUMBER - RULE.length) / 2);
  const cell = (step: TraceStepDocument | undefined): string => cut(step === undefined ? "" : tell(step), column);
  const lines = Array.from({ length: Math.min(rows, most) }, (_, row) =>
    `${String(first + row).padStart(3)}  ${cell(left[row]).padEnd(column)}${RULE}${cell(right[row])}`.trimEnd(),
  );
  const rest = rows - lines.length;
  return rest > 0 ? [...lines, `  …  ${rest} more`] : lines;
}

const NUMBER = 5;

function tell(step: TraceStepDocument): string {
  const chosen = choicesText(step.choices);
  return `${step.process}  ${placeOfStep(step)}${chosen === "" ? "" : `  ${chosen}`}`;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
