import { Estimator } from "./estimator.js";
import { jobName, type SweepJob } from "./sweepJob.js";
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
  /** Called once for each job, as it is done. `known` was not decided now. */
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
  /** No job begins after this. */
  readonly signal: AbortSignal;
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
  private waiting: SweepJob[];
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
    for (let job = this.take(); job !== undefined; job = this.take()) await this.finish(job);
  }

  private take(): SweepJob | undefined {
    return this.options.signal.aborted ? undefined : this.waiting.shift();
  }

  private async finish(job: SweepJob): Promise<void> {
    const key = await this.world.keyOf(job);
    const known = key === undefined ? undefined : this.world.recall(key);
    const result = known ?? (await this.searchOnce(job, key));
    if (result === undefined) return;
    const own = { ...result, sweep: this.options.sweep, subject: job.subject, bounds: job.size };
    this.world.onResult(job, own, known !== undefined);
    this.learn(job, own);
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
    for (let attempt = 1; ; attempt++) {
      const tried = await this.world.decide(job, key);
      if (tried.kind === "result") {
        if (isDecided(tried.result)) this.world.keep(tried.result);
        return tried.result;
      }
      if (this.options.signal.aborted) return undefined;
      if (attempt >= this.options.attempts) return this.world.giveUp(job, key, `${tried.reason}, ${attempt} times`);
    }
  }

  private learn(job: SweepJob, { states }: SweepResult): void {
    this.estimator.learn(job, states);
    this.done++;
    if (this.done < this.nextSort) return;
    this.nextSort = Math.ceil(this.done * 1.25);
    const estimates = new Map(this.waiting.map((each) => [each, this.estimator.estimate(each)]));
    this.waiting.sort((one, other) => (estimates.get(one) ?? 0) - (estimates.get(other) ?? 0));
  }
}
