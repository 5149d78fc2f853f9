import { createHash } from "node:crypto";
import type { Size } from "../language/index.js";

/** One search of a sweep: a subject at a size. */
export interface SweepJob {
  readonly subject: string;
  readonly size: Size;
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

/** `gfs2, 6.1.192: BLOCK=2 PAGE=4` */
export function jobName({ subject, size }: SweepJob): string {
  return `${subject}: ${sizeName(size)}`;
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
