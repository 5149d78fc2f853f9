import type { SubjectSummary } from "../sweep/summarize.js";

/** What `faultline sweep --json` and `faultline merge --json` print. Field names, once published, stay. */
export interface SweepDocument {
  readonly faultline: string;
  readonly sweep: string;
  readonly title: string;
  readonly expected: "holds" | "violated";
  /** Jobs that were asked for: of a shard, its own. */
  readonly jobs: number;
  readonly done: number;
  /** Of those done, the ones whose result was known from before. */
  readonly known: number;
  /** Everything that was decided came out as expected. */
  readonly asExpected: boolean;
  /** Every job was decided. */
  readonly complete: boolean;
  readonly seconds: number;
  readonly subjects: readonly SubjectSummary[];
}
