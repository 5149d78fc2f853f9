import { cellWidth, drawPicture } from "./drawPicture.js";
import { placeText } from "./placeText.js";
import { tellChanges, tellSettings } from "./tellChanges.js";
import type { TraceDocument, TraceStepDocument } from "./traceDocument.js";

/** How parts of a text are told apart on a terminal. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Before what stands under a step, and where lines are wrapped. */
const INDENT = "      ";
const WIDTH = 110;
/** Between a step and its changes on the same line. */
const GAP = "   ";

/**
 * A counterexample for a person: for each step who moved, in which function, what was chosen and what changed, and those rows of
 * the picture that look different from before; the first and the last picture are whole. At the end what failed and where.
 */
export function textTrace(trace: TraceDocument, ink: Ink): string {
  const lanes = Math.max(...trace.steps.map(({ process }) => process.length), 0);
  const pictures = picturesOf(trace);
  const lines = ["  0  initial state", ...wrap(tellSettings(trace.initial.changes)), ...(pictures[0] ?? []), ""];
  trace.steps.forEach((step, index) => {
    lines.push(...stepLines(step, index + 1, lanes, ink), ...(pictures[index + 1] ?? []));
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

/** A step in one line, or with its changes in lines of their own where they do not fit. */
function stepLines({ process, path, function: name, step, choices, changes }: TraceStepDocument, number: number, lanes: number, ink: Ink): string[] {
  const chosen = choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
  const told = tellChanges(changes, path);
  const head = (bold: Ink["bold"], yellow: Ink["yellow"]): string => {
    const where = name === process ? bold(step) : `${name} · ${bold(step)}`;
    return `${String(number).padStart(3)}  ${process.padEnd(lanes)}  ${where}${chosen === "" ? "" : `   ${yellow(chosen)}`}`;
  };
  const all = told.join(", ");
  if (all !== "" && head(plain, plain).length + GAP.length + all.length <= WIDTH) return [`${head(ink.bold, ink.yellow)}${GAP}${all}`];
  return [head(ink.bold, ink.yellow), ...wrap(told)];
}

function plain(text: string): string {
  return text;
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
