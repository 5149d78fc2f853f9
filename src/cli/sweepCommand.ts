import { Command } from "commander";
import { type ParameterValues, SpecError } from "../language/index.js";
import { formatCount } from "../report/formatNumber.js";
import { sweepExit, tellSweep } from "../report/tellSweep.js";
import { CREDENTIALS } from "../sweep/queue/queueAddress.js";
import { cachedResult, keepResult } from "../sweep/resultCache.js";
import { appendResult, writeResults } from "../sweep/resultFile.js";
import { type Attempt, runSweep } from "../sweep/runSweep.js";
import { inShard, jobsOf, type Shard, type SweepJob } from "../sweep/sweepJob.js";
import type { SweepResult } from "../sweep/sweepResult.js";
import { askQueue } from "./askQueue.js";
import { Here } from "./decideHere.js";
import { type FoundSweep, findSweep } from "./findSweep.js";
import { countOption, durationOption, memoryOption, settingOption, usualWorkers } from "./options.js";
import { poolJob, questionKey, undecided } from "./sweepJobs.js";

interface SweepFlags {
  readonly workers?: number;
  readonly queue?: string;
  readonly set?: ParameterValues;
  readonly maxTime?: number;
  readonly maxJobTime?: number;
  readonly maxStates?: number;
  readonly maxMemory?: number;
  readonly shard?: Shard;
  readonly attempts: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly cache: boolean;
}

/** Searches in a queue at once, if nobody says: more than workers there are, and few enough for the smallest to go first. */
const QUEUED = 256;

/** `faultline sweep`: one question at a whole family of bounds. */
export function sweepCommand(exit: (status: number) => void): Command {
  return new Command("sweep")
    .description("Ask one question of several subjects at a whole family of bounds, smallest first. What was decided once is not searched again.")
    .argument("<sweep>", "the id of a sweep, such as sweeps/short-copy-rule, or a file that exports one")
    .option(
      "--workers <n>",
      `searches at once, each in a process of its own (${usualWorkers}; with --queue: in the queue at once, ${QUEUED})`,
      countOption("--workers"),
    )
    .option("--queue <url>", "have them decided by faultline worker, through this Redis or Valkey: redis://host:6379")
    .option("--max-time <time>", "begin no search after this time, and stop those that run: 10m, 90s", durationOption)
    .option("--max-job-time <time>", "give a search up, incomplete, after this time", durationOption)
    .option("--max-states <n>", "give a search up, incomplete, beyond this many states", countOption("--max-states"))
    .option("--max-memory <size>", "give a search up, incomplete, before its states take more: 512m, 8g", memoryOption)
    .option("--set <name=value>", "a bound, for every job (repeatable)", settingOption)
    .option("--attempts <n>", "how often a search is tried whose process dies", countOption("--attempts"), 3)
    .option("--shard <i/n>", "only this part of the jobs: 1/4, 2/4 …; faultline merge puts them together", shardOption)
    .option("--out <file>", "write each result there as it comes: newline-delimited JSON")
    .option("--html <file>", "also write a page, with plots")
    .option("--no-cache", "search everything, and keep nothing")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExit status, the first that applies: 130 interrupted; 2 usage or specification error; 1 a verdict not as expected;\n3 something incomplete or not asked; 0 every verdict as expected.",
    )
    .action(async (name: string, flags: SweepFlags) => exit(await sweep(name, flags)));
}

/** `2/4`. @throws SpecError FL302 */
export function shardOption(text: string): Shard {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw new SpecError("FL302", `--shard ${text} is no part of a whole`, "write --shard 1/4 for the first of four");
}

async function sweep(name: string, flags: SweepFlags): Promise<number> {
  const began = performance.now();
  const found = await findSweep(name);
  const { over, within, subjects, id, title, expect } = found.sweep;
  const names = subjects.map((subject) => subject.name);
  const all = jobsOf(names, over, within);
  const jobs = flags.shard === undefined ? all : inShard(all, flags.shard);
  if (flags.out !== undefined) writeResults(flags.out, []);
  const { results, known, interrupted } = await decideJobs(found, jobs, flags);
  const seconds = (performance.now() - began) / 1000;
  const document = tellSweep({ sweep: id, title, expected: expect, subjects: names, jobs, results, known, seconds }, flags);
  return interrupted ? 130 : sweepExit(document);
}

/** Who decides jobs: processes here, or workers elsewhere. */
interface Decider {
  decide(job: SweepJob, key: string | undefined): Promise<Attempt>;
  stop(): void;
  close?(): Promise<void>;
}

async function decideJobs(
  found: FoundSweep,
  jobs: readonly SweepJob[],
  flags: SweepFlags,
): Promise<{ results: SweepResult[]; known: number; interrupted: boolean }> {
  const { maxStates, maxJobTime: maxSeconds, maxMemory, set = {}, attempts, out, cache, maxTime, queue } = flags;
  const budget = { maxStates, maxSeconds, maxMemory, set };
  const isQueued = queue !== undefined || process.env[CREDENTIALS.url] !== undefined;
  const decider: Decider = isQueued ? await askQueue(queue, found, { budget, attempts, reuse: cache }) : new Here(found, budget);
  const stop = new AbortController();
  const results: SweepResult[] = [];
  let known = 0;
  let interrupts = 0;
  const stopAll = (): void => {
    stop.abort();
    decider.stop();
  };
  const interrupt = (): void => {
    if (interrupts++ > 0) process.exit(130);
    stopAll();
  };
  const timer = maxTime === undefined ? undefined : setTimeout(stopAll, 1000 * maxTime);
  process.on("SIGINT", interrupt);
  const world = {
    keyOf: (job: SweepJob) => questionKey(poolJob(found, job, budget)),
    recall: (key: string) => (cache ? cachedResult(key) : undefined),
    keep: (result: SweepResult) => (cache ? keepResult(result) : undefined),
    decide: (job: SweepJob, key: string | undefined) => decider.decide(job, key),
    giveUp: (job: SweepJob, key: string | undefined, reason: string) => undecided(found.sweep.id, job.subject, job.size, key, reason),
    onResult: (_job: SweepJob, result: SweepResult, wasKnown: boolean) => {
      results.push(result);
      if (wasKnown) known++;
      if (out !== undefined) appendResult(out, result);
      showProgress(results, jobs.length);
    },
  };
  const lanes = flags.workers ?? (isQueued ? QUEUED : usualWorkers);
  try {
    await runSweep(jobs, world, { sweep: found.sweep.id, lanes, attempts, signal: stop.signal });
  } finally {
    await decider.close?.();
    clearTimeout(timer);
    process.off("SIGINT", interrupt);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
  return { results, known, interrupted: interrupts > 0 };
}

/** The line that is kept up to date on a terminal. */
function showProgress(results: readonly SweepResult[], jobs: number): void {
  if (!process.stderr.isTTY) return;
  const counts = (["holds", "violated", "incomplete"] as const).map((verdict) => `${results.filter((result) => result.verdict === verdict).length} ${verdict}`);
  const states = results.reduce((sum, result) => sum + result.states, 0);
  const text = `${results.length}/${jobs} jobs: ${counts.join(", ")} · ${formatCount(states)} states`;
  process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
}
