import type { Size } from "../language/index.js";
import type { SubjectSummary } from "../sweep/summarize.js";
import { sizeName } from "../sweep/sweepJob.js";
import { alignColumns, type Column } from "./alignColumns.js";
import { formatCount, formatSeconds } from "./formatNumber.js";
import type { Paint } from "./paint.js";
import type { SweepDocument } from "./sweepDocument.js";

const COLUMNS: readonly Column[] = [
  { title: "subject" },
  { title: "jobs", right: true },
  { title: "hold", right: true },
  { title: "violated", right: true },
  { title: "incomplete", right: true },
  { title: "not asked", right: true },
  { title: "states", right: true },
  { title: "seconds", right: true },
];

/** How many are told of the largest proved sizes, of steps that never fired, and of reasons. */
const TOLD = 4;

/** A sweep as text: a row for each subject, how far it is proved, the smallest violation. */
export function sweepText(document: SweepDocument, paint: Paint, width: number): string {
  const { subjects, jobs, done, known, shares, seconds } = document;
  const [head = "", ...rows] = alignColumns(COLUMNS, subjects.map(cells), width);
  const lines = rows.flatMap((row, index) => [row, ...notes(subjects[index] as SubjectSummary, paint).map((note) => `      ${note}`)]);
  const from = known === 0 ? "" : `, ${formatCount(known)} of them known from before`;
  const total = `${formatCount(done)} of ${formatCount(jobs)} jobs done${from} · ${formatSeconds(seconds)} s`;
  const parts = shares === 0 ? [] : [`${formatCount(shares)} results of shares are of jobs that are not decided here: faultline merge joins them with others`];
  return [`${paint.bold(document.sweep)}: ${document.title}`, "", paint.dim(head), ...lines, "", total, ...parts].join("\n");
}

function cells({ subject, jobs, holds, violated, incomplete, left, states, seconds }: SubjectSummary): string[] {
  return [subject, ...[jobs, holds, violated, incomplete, left, states].map(formatCount), formatSeconds(seconds)];
}

function notes({ firstViolation, holdsUpTo, sameFrom, unreached, left, incomplete, reasons }: SubjectSummary, paint: Paint): string[] {
  const told: string[] = [];
  if (holdsUpTo.some(isBounded)) told.push(paint.green(`holds up to ${sizesText(holdsUpTo)}`));
  if (firstViolation !== null) {
    const { bounds, property, steps } = firstViolation;
    const length = steps === null ? "" : ` in ${steps} steps`;
    const at = isBounded(bounds) ? `first violated at ${sizeName(bounds)}` : "violated";
    told.push(paint.red(`${at}: ${property}${length}`));
  }
  if (sameFrom !== null && left + incomplete === 0) told.push(paint.dim(`from ${sizeName(sameFrom)} on, every property comes out the same`));
  if (unreached.length > 0) told.push(paint.yellow(`never fired: ${firstOf(unreached, ", ")}`));
  if (reasons.length > 0) told.push(paint.yellow(`incomplete: ${firstOf(reasons, "; ")}`));
  return told;
}

/** Some bound varies. */
function isBounded(size: Size): boolean {
  return Object.keys(size).length > 0;
}

function firstOf(texts: readonly string[], separator: string): string {
  const more = texts.length - TOLD;
  return `${texts.slice(0, TOLD).join(separator)}${more > 0 ? `${separator}and ${more} more` : ""}`;
}

function sizesText(sizes: readonly Size[]): string {
  const told = sizes.slice(-TOLD).reverse().map(sizeName);
  const more = sizes.length - told.length;
  return `${told.join("; up to ")}${more > 0 ? `; and ${more} more sizes, none within another` : ""}`;
}
