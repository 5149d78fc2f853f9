import { afterSeconds } from "../engine/afterSeconds.js";
import { formatCount } from "../report/formatNumber.js";
import { CREDENTIALS } from "../sweep/queue/queueAddress.js";
import { cachedCut, cachedResult, keepCut, keepResult } from "../sweep/resultCache.js";
import { appendResult } from "../sweep/resultFile.js";
import { type Attempt, runSweep } from "../sweep/runSweep.js";
import type { SweepBudget } from "../sweep/sweepBudget.js";
import type { SweepJob } from "../sweep/sweepJob.js";
import type { SweepResult } from "../sweep/sweepResult.js";
import { askQueue } from "./askQueue.js";
import type { FoundSweep } from "./findSweep.js";
import { usualWorkers } from "./options.js";
import { ProcessDecider } from "./processDecider.js";
import { poolJob, questionKey, undecided } from "./sweepJobs.js";

/** How the jobs of a sweep are decided. */
export interface DecidingSweep {
  readonly budget: SweepBudget;
  /** Of the whole sweep, in seconds. */
  readonly maxTime: number | undefined;
  /** Searches at once; as many as there are processors, or as a queue is good for, unless given. */
  readonly workers: number | undefined;
  readonly queue: string | undefined;
  readonly attempts: number;
  /** Whether what was decided before will do, and what is decided now is kept. */
  readonly cache: boolean;
  /** Whether what is too large is split by its initial states. */
  readonly split: boolean;
  /** Searches of SPIN's swarm for each job; our own engine decides, unless given. */
  readonly swarm: number | undefined;
  readonly out: string | undefined;
}

/** What came of it. */
export interface DecidedSweep {
  /** Of jobs, and of shares. */
  readonly results: readonly SweepResult[];
  /** How many of the jobs were known from before. */
  readonly known: number;
  readonly interrupted: boolean;
}

/** Searches in a queue at once, if nobody says: more than workers there are, and few enough for the smallest to go first. */
export const QUEUED = 256;

/** Whether a sweep goes through a queue, which the command line or the environment names. */
export function isQueued(queue: string | undefined): boolean {
  return queue !== undefined || process.env[CREDENTIALS.url] !== undefined;
}

/** Who decides jobs: processes here, or workers elsewhere. */
interface Decider {
  decide(job: SweepJob, key: string | undefined): Promise<Attempt>;
  stop(): void;
  close?(): Promise<void>;
}

/** Decides jobs, here or through a queue, until all are done, or the time is up, or Ctrl-C. A second Ctrl-C ends everything at once. */
export async function decideSweep(found: FoundSweep, jobs: readonly SweepJob[], how: DecidingSweep): Promise<DecidedSweep> {
  const { budget, maxTime, workers, attempts, cache, split, out } = how;
  const isElsewhere = how.swarm === undefined && isQueued(how.queue);
  const decider = await deciderOf(found, how, isElsewhere);
  const stop = new Stop((reason) => {
    stop.because(reason);
    decider.stop();
  }, maxTime);
  const results: SweepResult[] = [];
  let known = 0;
  const world = {
    keyOf: (job: SweepJob) => questionKey(poolJob(found, job, budget)),
    recall: (key: string) => (cache ? cachedResult(key) : undefined),
    // What a swarm finds stands, but is neither all nor the shortest: it answers no other sweep.
    keep: (result: SweepResult) => (cache && how.swarm === undefined ? keepResult(result) : undefined),
    keepCut: (result: SweepResult) => (cache && how.swarm === undefined ? keepCut(result) : undefined),
    outgrew: (key: string) => cache && exceeds(cachedCut(key), budget),
    decide: (job: SweepJob, key: string | undefined) => decider.decide(job, key),
    giveUp: (job: SweepJob, key: string | undefined, reason: string) => undecided(found.sweep.id, job, key, reason),
    onResult: (_job: SweepJob, result: SweepResult, wasKnown: boolean) => {
      results.push(result);
      if (wasKnown && result.share === undefined) known++;
      if (out !== undefined) appendResult(out, result);
      showProgress(results, jobs.length);
    },
  };
  const lanes = workers ?? (isElsewhere ? QUEUED : usualWorkers);
  try {
    await runSweep(jobs, world, { sweep: found.sweep.id, lanes, attempts, signal: stop.signal, split: split ? budget : undefined });
  } finally {
    await decider.close?.();
    stop.forget();
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
  return { results, known, interrupted: stop.isInterrupted };
}

async function deciderOf(found: FoundSweep, { budget, queue, attempts, cache, swarm }: DecidingSweep, isElsewhere: boolean): Promise<Decider> {
  if (swarm !== undefined) return new (await import("./swarmDecider.js")).SwarmDecider(found, budget, swarm);
  return isElsewhere ? askQueue(queue, found, { budget, attempts, reuse: cache }) : new ProcessDecider(found, budget);
}

/** Tells when a sweep is to end before it is over: at the first Ctrl-C, or when its time is up. */
class Stop {
  isInterrupted = false;
  private readonly controller = new AbortController();
  private readonly stopTimer: () => void;

  constructor(
    private readonly end: (reason: string) => void,
    maxTime: number | undefined,
  ) {
    this.stopTimer = afterSeconds(maxTime, () => end(`the sweep's time was up: --max-time ${maxTime}s`));
    process.on("SIGINT", this.interrupt);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  because(reason: string): void {
    this.controller.abort(reason);
  }

  forget(): void {
    this.stopTimer();
    process.off("SIGINT", this.interrupt);
  }

  private readonly interrupt = (): void => {
    if (this.isInterrupted) process.exit(130);
    this.isInterrupted = true;
    this.end("interrupted");
  };
}

/** Whether a search that went so far had this budget, or more. */
function exceeds(cut: SweepResult | undefined, { maxStates = Number.POSITIVE_INFINITY, maxSeconds = Number.POSITIVE_INFINITY }: SweepBudget): boolean {
  return cut !== undefined && (cut.states > maxStates || cut.seconds > maxSeconds);
}

/** The line that is kept up to date on a terminal. */
function showProgress(results: readonly SweepResult[], jobs: number): void {
  if (!process.stderr.isTTY) return;
  const whole = results.filter(({ share }) => share === undefined);
  const counts = (["holds", "violated", "incomplete"] as const).map((verdict) => `${whole.filter((result) => result.verdict === verdict).length} ${verdict}`);
  const shares = results.length - whole.length;
  const states = whole.reduce((sum, result) => sum + result.states, 0);
  const text = `${whole.length}/${jobs} jobs: ${counts.join(", ")}${shares === 0 ? "" : `, ${shares} shares`} · ${formatCount(states)} states`;
  process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
}
