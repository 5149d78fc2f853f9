import type { PictureRow } from "../language/index.js";
import { condenseChanges } from "./condenseChanges.js";
import { drawPicture } from "./drawPicture.js";
import type { Change, TraceDocument, TraceStepDocument } from "./traceDocument.js";

/** How parts of a text are told apart on a terminal. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Columns of the text under a step. */
const INDENT = "      ";
const WIDTH = 110;

/**
 * A counterexample for a person: for each step who moved, in which function, what was chosen and what changed, and the file
 * drawn where it looks different from before; at the end what failed and where.
 */
export function textTrace(trace: TraceDocument, ink: Ink): string {
  const lanes = Math.max(...trace.steps.map(({ process }) => process.length), 0);
  const lines = ["  0  initial state", ...changeLines(trace.initial.changes.map(settled), undefined)];
  let drawn = pushPicture(lines, trace.initial.picture, "", ink);
  trace.steps.forEach((step, index) => {
    lines.push("", headline(step, index + 1, lanes, ink), ...changeLines(step.changes.map(moved), step.path));
    drawn = pushPicture(lines, step.picture, drawn, ink);
  });
  return [...lines, "", ...failureLines(trace, ink)].join("\n");
}

function headline({ process, function: name, step, choices }: TraceStepDocument, number: number, lanes: number, ink: Ink): string {
  const chosen = choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
  const where = name === process ? ink.bold(step) : `${name} · ${ink.bold(step)}`;
  return `${String(number).padStart(3)}  ${process.padEnd(lanes)}  ${where}${chosen === "" ? "" : `   ${ink.yellow(chosen)}`}`;
}

interface Told extends Change {
  readonly text: string;
}

function settled(change: Change): Told {
  return { ...change, text: ` = ${change.after}` };
}

function moved(change: Change): Told {
  return { ...change, text: `: ${change.before} → ${change.after}` };
}

/** Changes as running text, wrapped; locals of the function that moved are `me.…`, those of others carry the function's name. */
function changeLines(changes: readonly Told[], mine: string | undefined): string[] {
  return wrap(condenseChanges(changes).map((change) => `${ownerOf(change, mine)}${change.name}${change.text}`));
}

function ownerOf({ path }: Change, mine: string | undefined): string {
  if (path === null) return "";
  return path === mine ? "me." : `${path.split("/").at(-1)}: me.`;
}

function wrap(parts: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line !== "" && INDENT.length + line.length + part.length + 2 > WIDTH) {
      lines.push(`${INDENT}${line},`);
      line = part;
    } else line = line === "" ? part : `${line}, ${part}`;
  }
  return line === "" ? lines : [...lines, `${INDENT}${line}`];
}

/** Draws a picture unless it is the one drawn last; gives what is now drawn last. */
function pushPicture(lines: string[], picture: readonly PictureRow[] | undefined, last: string, ink: Ink): string {
  if (picture === undefined || picture.length === 0) return last;
  const rows = drawPicture(picture);
  const whole = rows.join("\n");
  if (whole === last) return last;
  const known = new Set(last.split("\n"));
  for (const row of rows) lines.push(`${INDENT}${known.has(row) ? ink.dim(row) : row}`);
  return whole;
}

function failureLines({ property, failure, steps }: TraceDocument, ink: Ink): string[] {
  const where = failure.where.map(({ name, index }) => `${name} ${index}`).join(", ");
  const broken = steps.at(-1)?.state === null;
  const told = [broken ? `the step has no successor: ${failure.message}` : failure.message, property.about, property.source && `source: ${property.source}`];
  const lines = [ink.red(`  ✗  ${property.name}${where === "" ? "" : `, at ${where}`}`)];
  for (const text of new Set(told)) if (text !== "" && text !== property.name) lines.push(`${INDENT}${text}`);
  if (failure.site !== null) lines.push(ink.dim(`${INDENT}${failure.site.file}:${failure.site.line}:${failure.site.column}`));
  return lines;
}
