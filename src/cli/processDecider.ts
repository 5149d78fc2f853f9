import { afterSeconds } from "../engine/afterSeconds.js";
import type { Attempt } from "../sweep/runSweep.js";
import type { SweepBudget } from "../sweep/sweepBudget.js";
import type { SweepJob } from "../sweep/sweepJob.js";
import type { SweepPlace } from "./findSweep.js";
import { RunPool } from "./runPool.js";
import { poolJob, resultOf, undecided } from "./sweepJobs.js";

/** A search that was told to stop after so many seconds, and has not come back after so many more, hangs. */
const PATIENCE = 10;

/** Decides jobs in processes on this machine, one process each. What a crash takes is its own job. */
export class ProcessDecider {
  private readonly running = new Set<RunPool>();

  constructor(
    private readonly found: SweepPlace,
    private readonly budget: SweepBudget,
  ) {}

  async decide(job: SweepJob, key: string | undefined): Promise<Attempt> {
    const pool = new RunPool(1, {}, {}, "process");
    this.running.add(pool);
    const { maxSeconds } = this.budget;
    let hangs = false;
    const hang = (): void => {
      hangs = true;
      pool.abandon();
    };
    const stopTimer = afterSeconds(maxSeconds === undefined ? undefined : maxSeconds + PATIENCE, hang);
    const [outcome] = await pool.run([poolJob(this.found, job, this.budget)]);
    stopTimer();
    this.running.delete(pool);
    const { id } = this.found.sweep;
    switch (outcome?.kind) {
      case "decided":
        return { kind: "result", result: resultOf(id, job, key, outcome.report) };
      case "refused":
        return { kind: "result", result: undecided(id, job, key, `error ${outcome.problem.code}: ${outcome.problem.message}`) };
      default:
        return { kind: "lost", reason: hangs ? `no answer after ${maxSeconds} seconds` : (outcome?.reason ?? "interrupted") };
    }
  }

  /** What runs comes back with what it learned. */
  stop(): void {
    for (const pool of this.running) pool.interrupt();
  }
}
