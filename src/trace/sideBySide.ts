import { choicesText, placeOfStep } from "./stepText.js";
import type { TraceStepDocument } from "./traceDocument.js";

/** Between the two columns. */
const RULE = "  │  ";

/** A run with what stands above its column. */
export interface Column {
  readonly title: string;
  readonly steps: readonly TraceStepDocument[];
}

/** Space for the number of a step. */
const NUMBER = 5;

/**
 * Two runs in two columns, step by step, numbered from `first`; steps that both take alike are folded. `width` is that of the whole; a step that is too long is cut.
 * @param most how many lines are shown; what is left out is counted
 */
export function sideBySide(left: Column, right: Column, first: number, width: number, most = Number.POSITIVE_INFINITY): string[] {
  const column = Math.floor((width - NUMBER - RULE.length) / 2);
  const line = (number: string, one: string, other: string): string =>
    `${number.padStart(3)}  ${cut(one, column).padEnd(column)}${RULE}${cut(other, column)}`.trimEnd();
  const rows = Array.from({ length: Math.max(left.steps.length, right.steps.length) }, (_, row) => [tell(left.steps[row]), tell(right.steps[row])] as const);
  const lines: string[] = [];
  let row = 0;
  while (row < rows.length) {
    const [one, other] = rows[row] as readonly [string, string];
    const alike = rows.slice(row).findIndex(([a, b]) => a !== b);
    const same = alike < 0 ? rows.length - row : alike;
    if (same > 1) lines.push(`  ⋯  ${first + row}–${first + row + same - 1}: alike`);
    else lines.push(line(String(first + row), one, other));
    row += Math.max(1, same);
  }
  const rest = lines.length - most;
  return [line("", left.title, right.title), ...lines.slice(0, most), ...(rest > 0 ? [`  …  ${rest} more`] : [])];
}

function tell(step: TraceStepDocument | undefined): string {
  if (step === undefined) return "";
  const chosen = choicesText(step.choices);
  return `${step.process}  ${placeOfStep(step)}${chosen === "" ? "" : `  ${chosen}`}`;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
