import { createHash } from "node:crypto";
import { halvesOf, type Share, shareName } from "../engine/search/share.js";
import type { Size } from "../language/index.js";

/** A run of a check as a subject of a sweep that has no file of its own. */
export interface Variation {
  /** The check's id, and which of its runs, counted from 0. */
  readonly check: string;
  readonly run: number;
  /** Another kernel than its own; null for its own. */
  readonly kernel: string | null;
  /** Names of patches, or files that export one. */
  readonly patches: readonly string[];
}

/** One search of a sweep: a subject at a size, or a share of that. */
export interface SweepJob {
  readonly subject: string;
  readonly size: Size;
  /** What the subject is, where the sweep is not a file's. */
  readonly variation?: Variation;
  /** Only this share of the initial states; absent for all of them. */
  readonly share?: Share;
}

/** Which part of a sweep's jobs is asked for: shard `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Every subject at every size that means something, smaller bounds first. */
export function jobsOf(subjects: readonly string[], over: Readonly<Record<string, readonly number[]>>, within: (size: Size) => boolean): SweepJob[] {
  let sizes: Size[] = [{}];
  for (const [bound, values] of Object.entries(over)) sizes = sizes.flatMap((size) => values.map((value) => ({ ...size, [bound]: value })));
  const wanted = sizes.filter(within).sort((one, other) => volume(one) - volume(other));
  return wanted.flatMap((size) => subjects.map((subject) => ({ subject, size })));
}

/** The jobs of a shard. Which shard a job falls into depends on its name alone, so that every machine cuts alike. */
export function inShard(jobs: readonly SweepJob[], { index, of }: Shard): SweepJob[] {
  return jobs.filter((job) => createHash("sha256").update(jobName(job)).digest().readUInt32BE() % of === index - 1);
}

/** A job as shares of the same size. One is the job itself. */
export function sharesOf(job: SweepJob, of: number): SweepJob[] {
  return of === 1 ? [job] : Array.from({ length: of }, (_, at) => ({ ...job, share: { index: at + 1, of } }));
}

/** The two jobs that a job consists of. */
export function halves(job: SweepJob): SweepJob[] {
  return job.share === undefined ? sharesOf(job, 2) : halvesOf(job.share).map((share) => ({ ...job, share }));
}

/** `gfs2, 6.1.192: BLOCK=2 PAGE=4`, and of a share `… share 2/8` besides. */
export function jobName(job: SweepJob): string {
  return job.share === undefined ? wholeName(job) : `${wholeName(job)} share ${shareName(job.share)}`;
}

/** What a job and its shares have in common. */
export function wholeName({ subject, size }: Pick<SweepJob, "subject" | "size">): string {
  return Object.keys(size).length === 0 ? subject : `${subject}: ${sizeName(size)}`;
}

/** `BLOCK=2 PAGE=4` */
export function sizeName(size: Size): string {
  return Object.entries(size)
    .map(([bound, value]) => `${bound}=${value}`)
    .sort()
    .join(" ");
}

/** How large bounds are, before anything is known of what they come to. A bound of 0 takes part. */
export function volume(size: Size): number {
  return Object.values(size).reduce((product, value) => product * (value + 1), 1);
}
