import { condenseChanges } from "./condenseChanges.js";
import { cellWidth, drawPicture } from "./drawPicture.js";
import { placeText } from "./placeText.js";
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
 * A counterexample for a person: for each step who moved, in which function, what was chosen and what changed, and those rows of
 * the picture that look different from before; the first and the last picture are whole. At the end what failed and where.
 */
export function textTrace(trace: TraceDocument, ink: Ink): string {
  const lanes = Math.max(...trace.steps.map(({ process }) => process.length), 0);
  const pictures = picturesOf(trace);
  const lines = ["  0  initial state", ...changeLines(trace.initial.changes.map(settled), undefined), ...(pictures[0] ?? [])];
  trace.steps.forEach((step, index) => {
    lines.push("", headline(step, index + 1, lanes, ink), ...changeLines(step.changes.map(moved), step.path), ...(pictures[index + 1] ?? []));
  });
  return [...lines, "", ...failureLines(trace, ink)].join("\n");
}

/** The lines of the picture to be drawn in each state. */
function picturesOf({ initial, steps }: TraceDocument): string[][] {
  const pictures = [initial, ...steps].map(({ picture }) => picture ?? []);
  const cell = cellWidth(pictures.flat());
  const drawn = pictures.map((rows) => drawPicture(rows, cell).map((line) => INDENT + line));
  const last = drawn.findLastIndex((rows) => rows.length > 0);
  return drawn.map((rows, index) => (index === 0 || index === last ? rows : rows.filter((line, row) => line !== drawn[index - 1]?.[row])));
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
  return path === mine ? "me." : `${path.split("/").at(-1)} me.`;
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

function failureLines({ property, failure, steps }: TraceDocument, ink: Ink): string[] {
  const where = failure.where.map(({ name, index }) => `${name} ${index}`).join(", ");
  const broken = steps.at(-1)?.state === null;
  const told = [broken ? `the step has no successor: ${failure.message}` : failure.message, property.about, property.source && `source: ${property.source}`];
  const lines = [ink.red(`  ✗  ${property.name}${where === "" ? "" : `, at ${where}`}`)];
  for (const text of new Set(told)) if (text !== "" && text !== property.name) lines.push(`${INDENT}${text}`);
  if (failure.site !== null) lines.push(ink.dim(`${INDENT}${placeText(failure.site.file, failure.site.line, failure.site.column)}`));
  return lines;
}
