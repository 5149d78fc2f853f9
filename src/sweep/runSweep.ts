import { Estimator } from "./estimator.js";
import { joinResults } from "./joinResults.js";
import { isTooLarge, type Splitting, shareCount } from "./splitting.js";
import { halves, jobName, type SweepJob, sharesOf, wholeName } from "./sweepJob.js";
import { isDecided, type SweepResult } from "./sweepResult.js";

/** What deciding a job came to: its result; or nothing, because whoever decided it died, with the reason. */
export type Attempt = { readonly kind: "result"; readonly result: SweepResult } | { readonly kind: "lost"; readonly reason: string };

/** What a sweep needs of the world: where questions are put together, decided and remembered. */
export interface SweepWorld {
  /** Names a job's question by its content; undefined where it cannot be put together, and so has to be decided to know why. */
  readonly keyOf: (job: SweepJob) => Promise<string | undefined>;
  readonly recall: (key: string) => SweepResult | undefined;
  readonly keep: (result: SweepResult) => void;
  readonly decide: (job: SweepJob, key: string | undefined) => Promise<Attempt>;
  /** The result of a job that nobody could decide. */
  readonly giveUp: (job: SweepJob, key: string | undefined, reason: string) => SweepResult;
  /** Notes how far a search went that ran out of its budget. */
  readonly keepCut?: (result: SweepResult) => void;
  /** Whether a search of this question would run out of this sweep's budget, as one did before. */
  readonly outgrew?: (key: string) => boolean;
  /** Called once for each job, and for each share of one, as it is done. `known` was not decided now. */
  readonly onResult: (job: SweepJob, result: SweepResult, known: boolean) => void;
}

/** How a sweep is run. */
export interface SweepOptions {
  /** The sweep's id. */
  readonly sweep: string;
  /** Jobs at once. */
  readonly lanes: number;
  /** How often a job is tried whose decider dies. */
  readonly attempts: number;
  /** No job begins after this. Its reason is what is told of a search that it cut short. */
  readonly signal: AbortSignal;
  /** Jobs that are too large are split by their initial states; they are left incomplete, unless given. */
  readonly split?: Splitting | undefined;
}

/**
 * Decides the jobs of a sweep, smallest first as far as can be guessed, each question once: two jobs that come to the same are one search.
 * Those that the signal leaves undone have no result.
 */
export async function runSweep(jobs: readonly SweepJob[], world: SweepWorld, options: SweepOptions): Promise<void> {
  await new Running(jobs, world, options).run();
}

class Running {
  private readonly estimator = new Estimator();
  private readonly searches = new Map<string, Promise<SweepResult | undefined>>();
  /** Shares that are done, by the job that they are of. */
  private readonly shares = new Map<string, SweepResult[]>();
  private waiting: SweepJob[];
  /** Lanes at work, which may yet split their jobs, and those that wait for one. */
  private busy = 0;
  private idle: (() => void)[] = [];
  /** The jobs are put in order again when a quarter more of them are done. */
  private nextSort = 1;
  private done = 0;

  constructor(
    jobs: readonly SweepJob[],
    private readonly world: SweepWorld,
    private readonly options: SweepOptions,
  ) {
    this.waiting = [...jobs];
  }

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.options.lanes }, () => this.lane()));
  }

  private async lane(): Promise<void> {
    for (let job = await this.take(); job !== undefined; job = await this.take()) {
      this.busy++;
      try {
        await this.finish(job);
      } finally {
        this.busy--;
        for (const wake of this.idle.splice(0)) wake();
      }
    }
  }

  private async take(): Promise<SweepJob | undefined> {
    const { signal } = this.options;
    while (!signal.aborted && this.waiting.length === 0 && this.busy > 0) await new Promise<void>((wake) => this.idle.push(wake));
    return signal.aborted ? undefined : this.waiting.shift();
  }

  private async finish(job: SweepJob): Promise<void> {
    const key = await this.world.keyOf(job);
    const known = key === undefined ? undefined : this.world.recall(key);
    if (known === undefined && this.splitBeforehand(job, key)) return;
    const result = known ?? (await this.searchOnce(job, key));
    if (result === undefined) return;
    const own = { ...saying(result, this.options.signal), sweep: this.options.sweep, subject: job.subject, bounds: job.size };
    if (job.share === undefined) this.learn(job, own);
    if (this.options.split !== undefined && !this.options.signal.aborted && isTooLarge(own)) this.await(halves(job));
    else await this.tell(job, own, known !== undefined);
  }

  /** What is too large, as far as is known, is not searched before it is split. */
  private splitBeforehand(job: SweepJob, key: string | undefined): boolean {
    const { split } = this.options;
    if (split === undefined) return false;
    const isKnownToBe = key !== undefined && this.world.outgrew?.(key) === true;
    const of = job.share === undefined ? shareCount(split, this.estimator.expectation(job)) : 1;
    if (of > 1) this.await(sharesOf(job, of));
    else if (isKnownToBe) this.await(halves(job));
    return of > 1 || isKnownToBe;
  }

  /** These take the place of a job. */
  private await(parts: readonly SweepJob[]): void {
    this.waiting.push(...parts);
    this.sort();
  }

  /** The last share that was missing brings the whole job with it. */
  private async tell(job: SweepJob, own: SweepResult, known: boolean): Promise<void> {
    this.world.onResult(job, own, known);
    if (job.share === undefined) return;
    const { share: _, ...all } = job;
    const name = wholeName(job);
    const shares = [...(this.shares.get(name) ?? []), own];
    this.shares.set(name, shares);
    const whole = joinResults(shares, (await this.world.keyOf(all)) ?? null);
    if (whole === undefined) return;
    this.shares.delete(name);
    if (isDecided(whole)) this.world.keep(whole);
    this.learn(all, whole);
    this.world.onResult(all, whole, false);
  }

  /** One search for each question, also while it runs. */
  private async searchOnce(job: SweepJob, key: string | undefined): Promise<SweepResult | undefined> {
    const name = key ?? jobName(job);
    const running = this.searches.get(name) ?? this.search(job, key);
    this.searches.set(name, running);
    return running;
  }

  /** A decider that dies may have been unlucky; a job that kills every decider it meets is given up. */
  private async search(job: SweepJob, key: string | undefined): Promise<SweepResult | undefined> {
    const { signal, attempts } = this.options;
    for (let attempt = 1; ; attempt++) {
      const tried = await this.world.decide(job, key);
      if (tried.kind === "result") {
        if (isDecided(tried.result)) this.world.keep(tried.result);
        else this.world.keepCut?.(tried.result);
        return tried.result;
      }
      if (signal.aborted) return undefined;
      if (attempt >= attempts) return this.world.giveUp(job, key, `${tried.reason}, ${attempt} times`);
    }
  }

  private learn(job: SweepJob, measure: SweepResult): void {
    this.estimator.learn(job, measure);
    this.done++;
    if (this.done >= this.nextSort) this.sort();
  }

  private sort(): void {
    this.nextSort = Math.ceil(this.done * 1.25);
    const estimates = new Map(this.waiting.map((each) => [each, this.estimator.estimate(each)]));
    this.waiting.sort((one, other) => (estimates.get(one) ?? 0) - (estimates.get(other) ?? 0));
  }
}

/** A search that was cut short by the end of the sweep says why that was. */
function saying(result: SweepResult, { aborted, reason }: AbortSignal): SweepResult {
  if (!aborted || isDecided(result) || typeof reason !== "string") return result;
  const told = (text: string): string => text.replace(/interrupted$/, reason);
  const { share } = result;
  return {
    ...result,
    reason: result.reason && told(result.reason),
    ...(share && { share: { ...share, reason: share.reason && told(share.reason) } }),
  };
}
