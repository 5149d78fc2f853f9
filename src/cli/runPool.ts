import type { ResourceLimits } from "node:worker_threads";
import type { Progress } from "../engine/engine.js";
import type { Problem } from "../language/index.js";
import type { OutcomeTable } from "../proof/outcomeTable.js";
import type { RunReport } from "../report/runReport.js";
import { forget, type Hand, hireProcess, hireThread, park, takeParked } from "./hand.js";
import type { Job } from "./job.js";
import type { FromWorker, ToWorker } from "./runWorker.js";

/** How a job ended: decided (or out of budget), refused for a mistake in its specification, or without an answer. */
export type JobOutcome =
  | { readonly kind: "decided"; readonly report: RunReport; readonly module: string | undefined; readonly outcomes?: OutcomeTable | undefined }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "lost"; readonly reason: string; readonly last: Progress | undefined };

/** What a pool tells while it works. */
export interface PoolWatcher {
  readonly onProgress?: (job: Job, progress: Progress) => void;
  readonly onDone?: (job: Job, outcome: JobOutcome) => void;
}

interface Station {
  readonly worker: Hand;
  job: Job | undefined;
  last: Progress | undefined;
}

/** How long an interrupted search may take to come back with what it learned, in milliseconds. */
const GRACE = 3000;

const OUT_OF_MEMORY = "out of memory: give the check smaller bounds, or bound it with --max-states";

/** Threads, or processes, that decide runs at the same time. One that dies takes one run with it, and that run says so. */
export class RunPool {
  private readonly outcomes = new Map<Job, JobOutcome>();
  private readonly stations = new Set<Station>();
  private waiting: Job[] = [];
  private isInterrupted = false;
  private finish: () => void = () => {};

  constructor(
    private readonly size: number,
    private readonly watcher: PoolWatcher = {},
    private readonly limits: ResourceLimits = {},
    private readonly kind: "thread" | "process" = "thread",
  ) {}

  /** Decides the jobs, those first in the list first; every job has an outcome, in the order of the list. */
  async run(jobs: readonly Job[]): Promise<JobOutcome[]> {
    this.waiting = [...jobs];
    await new Promise<void>((finish) => {
      this.finish = finish;
      for (let count = Math.min(this.size, jobs.length); count > 0; count--) this.hire();
      this.finishWhenIdle();
    });
    return jobs.map((job) => this.outcomes.get(job) as JobOutcome);
  }

  /** Ends everything: running searches come back with what they learned, the others never begin. */
  interrupt(): void {
    this.dropWaiting();
    for (const { worker } of this.stations) worker.postMessage({ kind: "interrupt" } satisfies ToWorker);
    setTimeout(() => this.abandon(), GRACE).unref();
  }

  /** Ends everything at once, without waiting for what was learned. */
  abandon(): void {
    this.dropWaiting();
    for (const station of [...this.stations]) this.lose(station, "interrupted");
  }

  private dropWaiting(): void {
    this.isInterrupted = true;
    for (const job of this.waiting) this.outcomes.set(job, { kind: "lost", reason: "interrupted", last: undefined });
    this.waiting = [];
  }

  private take(): Hand {
    return this.isLimited ? hireThread(this.limits) : (takeParked(this.kind) ?? (this.kind === "thread" ? hireThread() : hireProcess()));
  }

  private get isLimited(): boolean {
    return Object.keys(this.limits).length > 0;
  }

  private hire(): void {
    const job = this.waiting.shift();
    if (job === undefined) return;
    const station: Station = { worker: this.take(), job, last: undefined };
    this.stations.add(station);
    station.worker.on("message", (message: FromWorker) => this.receive(station, message));
    station.worker.on("error", (error) => this.lose(station, reasonOf(error)));
    station.worker.on("exit", (status, signal) =>
      this.lose(station, signal ? `its process was killed by ${signal}` : `its ${this.kind} exited with status ${status}`),
    );
    station.worker.postMessage({ kind: "job", job } satisfies ToWorker);
  }

  private receive(station: Station, message: FromWorker): void {
    const { job } = station;
    if (job === undefined) return;
    if (message.kind === "progress") {
      station.last = message.progress;
      this.watcher.onProgress?.(job, message.progress);
      return;
    }
    this.settle(job, message.kind === "exhausted" ? { kind: "lost", reason: OUT_OF_MEMORY, last: station.last } : message);
    station.job = this.waiting.shift();
    station.last = undefined;
    if (station.job === undefined) this.letGo(station);
    else station.worker.postMessage({ kind: "job", job: station.job } satisfies ToWorker);
  }

  /** The worker is gone, and whatever it was working on with it; the rest goes to a new one. */
  private lose(station: Station, reason: string): void {
    if (!this.stations.has(station)) return;
    if (station.job !== undefined) this.settle(station.job, { kind: "lost", reason, last: station.last });
    this.dismiss(station);
    this.hire();
  }

  private settle(job: Job, outcome: JobOutcome): void {
    this.outcomes.set(job, outcome);
    this.watcher.onDone?.(job, outcome);
  }

  private dismiss(station: Station): void {
    this.stations.delete(station);
    void station.worker.terminate();
    this.finishWhenIdle();
  }

  /** The worker has answered, and there is nothing more to decide: unless it has been told to stop, the next pool takes it, with its modules loaded. */
  private letGo(station: Station): void {
    this.stations.delete(station);
    forget(station.worker);
    if (this.isInterrupted || this.isLimited) void station.worker.terminate();
    else park(station.worker, this.kind);
    this.finishWhenIdle();
  }

  private finishWhenIdle(): void {
    if (this.stations.size === 0 && this.waiting.length === 0) this.finish();
  }
}

function reasonOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY" ? OUT_OF_MEMORY : `its thread died: ${error.message}`;
}
