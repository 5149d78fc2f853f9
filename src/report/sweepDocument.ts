import type { SubjectSummary } from "../sweep/summarize.js";

/** What `faultline sweep --json` and `faultline merge --json` print. Field names, once published, stay. */
export interface SweepDocument {
  readonly faultline: string;
  readonly sweep: string;
  readonly title: string;
  readonly expected: "holds" | "violated";
  /** Jobs that were asked for, whole or in shares: of a shard, its own. */
  readonly jobs: number;
  readonly done: number;
  /** Of those done, the ones whose result was known from before. */
  readonly known: number;
  /** Results of shares of the initial states whose jobs are not decided here: `faultline merge` joins them with others. */
  readonly shares: number;
  /** Everything that was decided came out as expected. */
  readonly asExpected: boolean;
  /** Every job that was asked for was decided; of a share, the share. */
  readonly complete: boolean;
  readonly seconds: number;
  readonly subjects: readonly SubjectSummary[];
}
