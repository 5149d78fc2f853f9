import { join } from "node:path";
import type { RunOptions } from "../engine/decideRun.js";
import type { Problem, Run } from "../language/index.js";
import { type CheckReport, reportCheck } from "../report/checkReport.js";
import { type ErrorReport, reportError } from "../report/report.js";
import { type Judgement, type RunReport, reportUndecided } from "../report/runReport.js";
import type { ModuleFile } from "../report/saveModules.js";
import { demandFreshLists, demandTestsSomewhere } from "../report/strictness.js";
import { reportSwarm } from "../report/swarmReport.js";
import { type Asked, applicableTo } from "./askedQuestions.js";
import type { Job } from "./job.js";
import { ProgressLine } from "./progressLine.js";
import { type JobOutcome, RunPool } from "./runPool.js";
import { shareWorkers } from "./shareWorkers.js";

/** How questions are decided. */
export interface DecideOptions extends RunOptions {
  /** Threads, of all searches together. */
  readonly workers: number;
  readonly strict: boolean;
  /** Measure what each search exercised, too. */
  readonly coverage?: boolean;
  /** Bring the text of each compiled module, too. */
  readonly emit?: boolean;
  /** Ask only this property of each run, and stop where it fails first. */
  readonly only?: string;
}

/** What came of it. */
export interface Decided {
  readonly checks: readonly CheckReport[];
  readonly errors: readonly ErrorReport[];
  readonly modules: readonly ModuleFile[];
  readonly interrupted: boolean;
}

/** A run in the queue; of a swarm, one of its members. */
interface Queued {
  readonly asked: Asked;
  readonly run: Run;
  readonly job: Job;
}

/** Decides every run of every question in a pool of threads. The first Ctrl-C ends it cleanly, the second at once. */
export async function decideAll(asked: readonly Asked[], options: DecideOptions): Promise<Decided> {
  const searches = asked.flatMap(({ runs }) => runs).filter(({ run }) => run.decide === undefined).length;
  const isPartial = (options.search ?? "bfs") !== "bfs";
  const { atOnce, each: workers } = isPartial ? { atOnce: options.workers, each: 1 } : shareWorkers(options.workers, searches);
  const queue = asked.flatMap((each) =>
    each.runs.flatMap(({ run, index }) =>
      membersOf(run, options).map((member): Queued => ({ asked: each, run, job: jobOf(each, run, index, { ...options, ...member, workers }) })),
    ),
  );
  const line = new ProgressLine(queue.length, process.stderr);
  const pool = new RunPool(atOnce, { onProgress: (job, progress) => line.show(job, progress), onDone: (job) => line.done(job) });
  let interrupts = 0;
  const interrupt = (): void => {
    if (interrupts++ === 0) pool.interrupt();
    else pool.abandon();
  };
  process.on("SIGINT", interrupt);
  try {
    const outcomes = await outcomesOf(pool, queue);
    return { ...assemble(asked, queue, outcomes, options.strict), interrupted: interrupts > 0 };
  } finally {
    process.off("SIGINT", interrupt);
    line.clear();
  }
}

function jobOf(
  { source, question }: Asked,
  run: Run,
  index: number,
  { set, strict, coverage = false, emit = false, only, checkpoint, spill, ...options }: DecideOptions,
): Job {
  const own = checkpoint && { ...checkpoint, folder: join(checkpoint.folder, `${question.id.replaceAll(/[^\w.-]+/g, "-")}.${index + 1}`) };
  const job = {
    source,
    run: index,
    options: { ...options, set: applicableTo(run, set), checkpoint: own, spill: spill && (own?.folder ?? spill) },
    strict: strict && source.kind === "check",
    coverage,
    emit,
  };
  return only === undefined ? job : { ...job, only };
}

/** The searches of a run: one, or the members of a swarm, each with a seed of its own. */
function membersOf({ decide }: Run, { swarm, seed = 1 }: DecideOptions): readonly Pick<DecideOptions, "swarm" | "seed">[] {
  if (swarm === undefined) return [{}];
  const members = Array.from({ length: swarm }, (_, member) => ({ swarm: undefined, seed: seed + member }));
  return decide === undefined ? members : members.slice(0, 1);
}

/** Structural runs take a moment, so searches go first; how long a search takes is not known before it has run. */
async function outcomesOf(pool: RunPool, queue: readonly Queued[]): Promise<Map<Job, JobOutcome>> {
  const jobs = [...queue.filter(({ run }) => run.decide === undefined), ...queue.filter(({ run }) => run.decide !== undefined)].map(({ job }) => job);
  const outcomes = await pool.run(jobs);
  return new Map(jobs.map((job, index) => [job, outcomes[index] as JobOutcome]));
}

function assemble(
  asked: readonly Asked[],
  queue: readonly Queued[],
  outcomes: ReadonlyMap<Job, JobOutcome>,
  strict: boolean,
): Pick<Decided, "checks" | "errors" | "modules"> {
  const settled = queue.map((each) => ({ ...each, outcome: outcomes.get(each.job) as JobOutcome }));
  const checks = asked.map((each) => {
    const own = settled.filter((one) => one.asked === each);
    const reports = each.runs.map(({ run }) =>
      reportSwarm(
        own.filter((one) => one.run === run).map(({ job, outcome }) => reportOf(run, outcome, { set: job.options.set, strict, engine: job.options.engine })),
      ),
    );
    return reportCheck(each.question, strict ? strictly(each, reports) : reports);
  });
  const errors = settled.flatMap(({ asked: { question }, outcome }) => (outcome.kind === "refused" ? [reportError(named(outcome.problem, question.id))] : []));
  const modules = settled.flatMap(({ asked: { question }, job, outcome }) =>
    outcome.kind === "decided" && outcome.module !== undefined ? [{ check: question.id, run: job.run + 1, text: outcome.module }] : [],
  );
  return { checks, errors: withoutTwins(errors), modules };
}

/** What is asked of the runs of a question together, beyond what each has to keep by itself. */
function strictly({ source }: Asked, reports: readonly RunReport[]): RunReport[] {
  return source.kind === "kernel" ? demandTestsSomewhere(reports) : demandFreshLists(reports);
}

function reportOf(run: Run, outcome: JobOutcome, judgement: Judgement): RunReport {
  switch (outcome.kind) {
    case "decided":
      return outcome.report;
    case "refused":
      return reportUndecided(run, `error ${outcome.problem.code}: ${outcome.problem.message}`, judgement);
    case "lost":
      return reportUndecided(run, outcome.reason, judgement, outcome.last);
  }
}

function named(problem: Problem, id: string): Problem {
  return { ...problem, message: `${id}: ${problem.message}` };
}

/** Two runs of a check often meet the same mistake. */
function withoutTwins(errors: readonly ErrorReport[]): ErrorReport[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
