import { writeFileSync } from "node:fs";
import { SpecError } from "../language/index.js";
import { summarize } from "../sweep/summarize.js";
import type { SweepJob } from "../sweep/sweepJob.js";
import { isDecided, type SweepResult } from "../sweep/sweepResult.js";
import { paintFor } from "./paint.js";
import type { SweepDocument } from "./sweepDocument.js";
import { sweepHtml } from "./sweepHtml.js";
import { sweepText } from "./sweepText.js";

/** What there is to tell of a sweep. */
export interface Swept {
  readonly sweep: string;
  readonly title: string;
  readonly expected: "holds" | "violated";
  readonly subjects: readonly string[];
  readonly jobs: readonly SweepJob[];
  readonly results: readonly SweepResult[];
  readonly known: number;
  readonly seconds: number;
}

/** Prints a sweep, as text or as JSON, and writes its page where one is asked for. @throws SpecError FL307 where the page cannot be written */
export function tellSweep(swept: Swept, { json = false, html }: { readonly json?: boolean; readonly html?: string }): SweepDocument {
  const document = documentOf(swept);
  if (html !== undefined) writePage(html, document, swept.results);
  const text = json ? JSON.stringify(document, null, 2) : sweepText(document, paintFor(process.stdout), process.stdout.columns || Number.POSITIVE_INFINITY);
  process.stdout.write(`${text}\n`);
  return document;
}

/** The status to exit with: 1 a verdict not as expected, 3 something not decided, else 0. */
export function sweepExit({ asExpected, complete }: SweepDocument): number {
  if (!asExpected) return 1;
  return complete ? 0 : 3;
}

function documentOf({ sweep, title, expected, subjects, jobs, results, known, seconds }: Swept): SweepDocument {
  const decided = results.filter(isDecided);
  const summaries = subjects.map((subject) => {
    const sizes = jobs.filter((job) => job.subject === subject).map(({ size }) => size);
    return summarize([subject], sizes, results)[0] as SweepDocument["subjects"][number];
  });
  const asExpected = decided.every(({ verdict }) => verdict === expected);
  const complete = decided.length === jobs.length;
  return {
    faultline: results[0]?.faultline ?? "",
    sweep,
    title,
    expected,
    jobs: jobs.length,
    done: results.length,
    known,
    asExpected,
    complete,
    seconds,
    subjects: summaries,
  };
}

function writePage(file: string, document: SweepDocument, results: readonly SweepResult[]): void {
  try {
    writeFileSync(file, sweepHtml(document, results));
  } catch (error) {
    throw new SpecError("FL307", `${file} cannot be written: ${error instanceof Error ? error.message : error}`, "name a file in a folder that exists");
  }
}
