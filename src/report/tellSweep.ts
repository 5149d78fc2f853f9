import { writeFileSync } from "node:fs";
import { SpecError, type Sweep } from "../language/index.js";
import { areAnswered, wholes } from "../sweep/joinResults.js";
import { summarize } from "../sweep/summarize.js";
import { type SweepJob, wholeName } from "../sweep/sweepJob.js";
import { isDecided, type SweepResult } from "../sweep/sweepResult.js";
import { paintFor } from "./paint.js";
import type { SweepDocument } from "./sweepDocument.js";
import { sweepHtml } from "./sweepHtml.js";
import { sweepText } from "./sweepText.js";

/** What there is to tell of a sweep. */
export interface Swept {
  readonly sweep: Pick<Sweep, "id" | "title" | "expect" | "subjects">;
  /** What was asked for, shares among them. */
  readonly jobs: readonly SweepJob[];
  /** Of jobs and of shares. */
  readonly results: readonly SweepResult[];
  readonly known: number;
  readonly seconds: number;
}

/** Where else a sweep is told. */
export interface SweepFiles {
  readonly json?: boolean;
  readonly html?: string;
  readonly junit?: string;
}

/** Prints a sweep, as text or as JSON, and writes the files that are asked for. @throws SpecError FL307 where one cannot be written */
export async function tellSweep(swept: Swept, { json = false, html, junit }: SweepFiles): Promise<SweepDocument> {
  const results = wholes(swept.results);
  const document = documentOf(swept, results);
  if (html !== undefined) write(html, sweepHtml(document, results));
  if (junit !== undefined) write(junit, `${(await import("./sweepJunit.js")).sweepJunit(document, swept.jobs, results)}\n`);
  const text = json ? JSON.stringify(document, null, 2) : sweepText(document, paintFor(process.stdout), process.stdout.columns || Number.POSITIVE_INFINITY);
  process.stdout.write(`${text}\n`);
  return document;
}

/** The status to exit with: 1 a verdict not as expected, 3 something not decided, else 0. */
export function sweepExit({ asExpected, complete }: SweepDocument): number {
  if (!asExpected) return 1;
  return complete ? 0 : 3;
}

function documentOf(
  { sweep: { id, title, expect: expected, subjects }, jobs, results: all, known, seconds }: Swept,
  results: readonly SweepResult[],
): SweepDocument {
  const asked = new Map(jobs.map((job) => [wholeName(job), job]));
  const summaries = subjects.map(({ name }) => {
    const sizes = [...asked.values()].filter((job) => job.subject === name).map(({ size }) => size);
    return summarize([name], sizes, results)[0] as SweepDocument["subjects"][number];
  });
  const decided = results.filter(isDecided);
  const whole = new Set(decided.map(({ subject, bounds }) => wholeName({ subject, size: bounds })));
  return {
    faultline: all[0]?.faultline ?? "",
    sweep: id,
    title,
    expected,
    jobs: asked.size,
    done: results.length,
    known,
    shares: all.filter(({ share, subject, bounds }) => share !== undefined && !whole.has(wholeName({ subject, size: bounds }))).length,
    asExpected: decided.every(({ verdict }) => verdict === expected),
    complete: areAnswered(jobs, all),
    seconds,
    subjects: summaries,
  };
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new SpecError("FL307", `${file} cannot be written: ${error instanceof Error ? error.message : error}`, "name a file in a folder that exists");
  }
}
