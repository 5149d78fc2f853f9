import { createHash } from "node:crypto";
import { moduleKey } from "../engine/compiled/moduleKey.js";
import { type Share, shareName } from "../engine/search/share.js";
import { compose } from "../language/compose.js";
import type { RunReport } from "../report/runReport.js";
import type { SweepBudget } from "../sweep/sweepBudget.js";
import type { SweepJob } from "../sweep/sweepJob.js";
import type { SweepResult } from "../sweep/sweepResult.js";
import type { SweepPlace } from "./findSweep.js";
import { type Job, runsOf, type Source } from "./job.js";
import { version } from "./version.js";

/** A job of a sweep, as a pool takes it. One thread explores each: there are more jobs than threads. */
export function poolJob({ sweep, fileOf }: SweepPlace, job: SweepJob, budget: SweepBudget): Job {
  const { subject, size, share, variation } = job;
  const file = fileOf(job);
  const source: Source = variation === undefined ? { kind: "sweep", file, id: sweep.id, subject, size } : { kind: "variation", file, variation, size };
  return { source, run: 0, options: { ...budget, share, workers: 1 }, strict: false };
}

/**
 * Names the question of a job by its content and by the engine that answers it; undefined if it cannot be put together, if its files cannot all be found, or if it asks for a
 * refinement, whose mapping may call what nobody can name.
 */
export async function questionKey(job: Job): Promise<string | undefined> {
  try {
    const [run] = await runsOf(job.source);
    if (run === undefined || run.refines !== undefined) return undefined;
    const key = moduleKey(compose(run.model, job.options.set), []);
    return key && keyOfShare(key, job.options.share);
  } catch {
    return undefined;
  }
}

function keyOfShare(key: string, share: Share | undefined): string {
  if (share === undefined) return key;
  return createHash("sha256")
    .update(`${key} ${shareName(share)}`)
    .digest("hex");
}

/** A report as a line of a result file. */
export function resultOf(sweep: string, { subject, size }: SweepJob, key: string | undefined, report: RunReport): SweepResult {
  const { verdict, states, transitions, depth, initialStates, seconds, exact, reason, share, unreached } = report;
  const properties = report.properties.map(({ name, kind, verdict: own, vacuous, trace }) => {
    return { name, kind, verdict: own, vacuous, steps: trace === null ? null : trace.steps.length };
  });
  const search = {
    verdict,
    properties,
    states,
    transitions,
    depth,
    initialStates,
    seconds,
    exact,
    reason,
    ...(share && { share }),
    ...(reason === null && { unreached }),
  };
  return { faultline: version, sweep, key: key ?? null, subject, bounds: size, ...search };
}

/** The result of a job that has no report: nobody could decide it, or it is ill-formed. */
export function undecided(sweep: string, { subject, size, share }: SweepJob, key: string | undefined, reason: string): SweepResult {
  const nothing = { properties: [], states: 0, transitions: 0, depth: 0, initialStates: 0, seconds: 0, exact: false };
  const ofShare = share && { share: { ...share, verdict: "incomplete" as const, reason, properties: [], fired: {}, unreached: [] } };
  return { faultline: version, sweep, key: key ?? null, subject, bounds: size, verdict: "incomplete", ...nothing, reason, ...ofShare };
}
