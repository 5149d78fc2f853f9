import { createHash } from "node:crypto";
import type { SweepBudget } from "../sweepBudget.js";
import { jobName, type SweepJob } from "../sweepJob.js";
import type { SentFile } from "./parcel.js";
import type { Program } from "./program.js";

/** One search as it stands in the queue: everything that a worker has to know. */
export interface QueuedSearch {
  /** Which faultline asks: no other one may answer. */
  readonly program: Program;
  readonly sweep: string;
  readonly file: SentFile;
  readonly job: SweepJob;
  /** Names the question by its content; null where it cannot be put together. */
  readonly key: string | null;
  readonly budget: SweepBudget;
}

/** What a search is called in the queue: its question and its budget, so that whoever asks the same gets the same answer. */
export function searchId({ sweep, file, job, key, budget }: QueuedSearch): string {
  const question = key ?? JSON.stringify([sweep, file, jobName(job)]);
  return `search-${createHash("sha256").update(question).update(JSON.stringify(budget)).digest("hex")}`;
}

/** Where a parcel is kept on the server. */
export function parcelKey(prefix: string, parcel: string): string {
  return `${prefix}:parcel:${parcel}`;
}
