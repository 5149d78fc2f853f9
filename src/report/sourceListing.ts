import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Coverage, Lines, StepCoverage } from "../coverage/coverage.js";
import { choiceText } from "./choiceText.js";
import { formatCount } from "./formatNumber.js";
import type { Paint } from "./paint.js";

/** Columns of the counts and of the line numbers. */
const COUNT = 13;
const LINE = 6;
/** Stands for a count of 0, as gcov has it: it is easily searched for. */
const NEVER = "#####";

/**
 * The source of every step with how often it fired beside it, file by file, and under it the answers to its choices: a listing in the manner of
 * gcov. Steps that are no text come last, by name.
 */
export function sourceListing({ steps }: Coverage, paint: Paint): string {
  const placed = steps.filter((step): step is PlacedStep => step.place !== null);
  const files = [...new Set(placed.map(({ place }) => place.file))].sort();
  const listings = files.map((file) =>
    fileListing(
      file,
      placed.filter(({ place }) => place.file === file),
      paint,
    ),
  );
  const others = steps.filter(({ place }) => place === null);
  if (others.length > 0) listings.push(["steps without a text", ...others.flatMap((step) => stepLines(step, [step.name], undefined, paint))].join("\n"));
  return listings.join("\n\n");
}

type PlacedStep = StepCoverage & { readonly place: Lines };

function fileListing(file: string, steps: readonly PlacedStep[], paint: Paint): string {
  const text = readLines(file);
  const fired = steps.filter((step) => step.fired > 0).length;
  const head = `${paint.bold(relative(process.cwd(), file))}  ${fired} of ${steps.length} steps fired`;
  const sorted = [...steps].sort((a, b) => a.place.first - b.place.first);
  return [head, ...sorted.flatMap((step) => stepLines(step, text.slice(step.place.first - 1, step.place.last), step.place.first, paint))].join("\n");
}

/** A file that is gone since the search is listed by its lines alone. */
function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

function stepLines(step: StepCoverage, text: readonly string[], first: number | undefined, paint: Paint): string[] {
  const { fired, dead, choices, next, name } = step;
  const count = fired === 0 ? paint.red(NEVER.padStart(COUNT)) : formatCount(fired).padStart(COUNT);
  const numbered = (text.length === 0 ? [name] : text).map((line, index) => `${String(first === undefined ? "" : first + index).padStart(LINE)}  ${line}`);
  const [head = "", ...rest] = numbered;
  const blank = " ".repeat(COUNT);
  const untaken = fired === 0 ? [] : next.filter(({ taken }) => taken === 0).map((state) => `never goes on to ${state.name}`);
  const notes = [...(dead ? ["no path leads here with these parameters"] : []), ...choices.map(choiceText), ...untaken];
  return [
    `${count}${head}`,
    ...rest.map((line) => `${blank}${paint.dim(line)}`),
    ...notes.map((note) => `${blank}${" ".repeat(LINE)}  ${paint.yellow(`→ ${note}`)}`),
  ];
}
