import { compose } from "../language/compose.js";
import { SpecError } from "../language/index.js";
import type { Attempt } from "../sweep/runSweep.js";
import { type SwarmFinding, searchWithSwarm } from "../sweep/swarm/searchWithSwarm.js";
import type { SweepBudget } from "../sweep/sweepBudget.js";
import type { SweepJob } from "../sweep/sweepJob.js";
import type { SweepResult } from "../sweep/sweepResult.js";
import type { FoundSweep } from "./findSweep.js";
import { runsOf } from "./job.js";
import { poolJob, undecided } from "./sweepJobs.js";

/** Has SPIN's swarm look for violations: of what it does not find, nothing is decided. */
export class SwarmDecider {
  private readonly controller = new AbortController();

  constructor(
    private readonly found: FoundSweep,
    private readonly budget: SweepBudget,
    /** Searches of each job. */
    private readonly searches: number,
  ) {}

  async decide(job: SweepJob, key: string | undefined): Promise<Attempt> {
    const began = performance.now();
    const { maxMemory, maxSeconds, set } = this.budget;
    try {
      const [run] = await runsOf(poolJob(this.found, job, this.budget).source);
      if (run === undefined) return { kind: "lost", reason: "there is no such run" };
      const composed = compose(run.model, set);
      const finding = await searchWithSwarm(composed, { searches: this.searches, seed: 1, maxMemory, maxSeconds, signal: this.controller.signal });
      const kinds = (run.model.properties ?? []).map(({ name, kind }) => ({ name, kind }));
      return { kind: "result", result: this.resultOf(job, key, finding, kinds, (performance.now() - began) / 1000) };
    } catch (error) {
      if (this.controller.signal.aborted) return { kind: "lost", reason: "interrupted" };
      // What is missing is missing for every job; what cannot be exported is a matter of this one.
      if (!(error instanceof SpecError) || error.code === "FL501") throw error;
      return { kind: "result", result: undecided(this.found.sweep.id, job, key, `error ${error.code}: ${error.message}`) };
    }
  }

  stop(): void {
    this.controller.abort();
  }

  private resultOf(
    job: SweepJob,
    key: string | undefined,
    { trace, searches, unconfirmed, states, transitions }: SwarmFinding,
    kinds: readonly { readonly name: string; readonly kind: string }[],
    seconds: number,
  ): SweepResult {
    const properties = kinds.map(({ name, kind }) => {
      const isViolated = trace?.property === name;
      return {
        name,
        kind,
        verdict: isViolated ? ("violated" as const) : ("incomplete" as const),
        vacuous: false,
        steps: isViolated ? trace.steps.length : null,
      };
    });
    const silent = unconfirmed === 0 ? "found nothing, and may have left states out" : `told of ${unconfirmed} violations that could not be taken again`;
    const reason = `SPIN's swarm of ${searches} ${trace === undefined ? silent : "stopped at the first violation"}; states that several searches visited count for each`;
    return {
      ...undecided(this.found.sweep.id, job, key, reason),
      verdict: trace === undefined ? "incomplete" : "violated",
      properties,
      states,
      transitions,
      seconds,
    };
  }
}
