import { afterSeconds } from "../engine/afterSeconds.js";
import { errorOf } from "../language/errors.js";
import type { ParameterValues } from "../language/index.js";
import type { Finding, Pair } from "../proof/finding.js";
import { FindingCache } from "../proof/findingCache.js";
import type { Member } from "../proof/member.js";
import { queueName, runningProgram } from "../sweep/queue/program.js";
import type { Job } from "./job.js";
import { ProgressLine } from "./progressLine.js";
import { type JobOutcome, RunPool } from "./runPool.js";
import { questionKey } from "./sweepJobs.js";
import { version } from "./version.js";
import type { KernelChoice } from "./workbench.js";

/** How members are explored. */
export interface ObserveOptions {
  /** Threads: as many searches at once. */
  readonly workers: number;
  /** Bounds that win over those of the members. */
  readonly set: ParameterValues;
  /** States of each search. */
  readonly maxStates?: number | undefined;
  /** Of all searches together. */
  readonly maxSeconds?: number | undefined;
  /** Whether what was found at another time counts, and what is found now is kept. */
  readonly cache: boolean;
}

/** What was found of the members, and whether somebody interrupted it. */
export interface Observed {
  readonly pairs: readonly Pair[];
  readonly interrupted: boolean;
}

/**
 * Explores each member on both kernels, in a pool of threads, in their order. What time or an interruption leaves undone says so.
 * @throws SpecError for a mistake in a model, or in a patch that is part of it
 */
export async function observeMembers(members: readonly Member[], before: KernelChoice, after: KernelChoice, options: ObserveOptions): Promise<Observed> {
  const jobs = members.flatMap((member) => [before, after].map((choice) => jobOf(member, choice, options)));
  const kept = options.cache ? await Kept.of(jobs) : undefined;
  const open = jobs.filter((job) => kept?.recall(job) === undefined);
  const line = new ProgressLine(open.length, process.stderr);
  const pool = new RunPool(options.workers, {
    onProgress: (job, progress) => line.show(job, progress),
    onDone(job, outcome) {
      line.done(job);
      if (outcome.kind === "decided") kept?.keep(job, findingOf(outcome));
    },
  });
  let interrupts = 0;
  const interrupt = (): void => {
    if (interrupts++ === 0) pool.interrupt();
    else pool.abandon();
  };
  const { maxSeconds } = options;
  const stopTimer = afterSeconds(maxSeconds, () => pool.interrupt());
  process.on("SIGINT", interrupt);
  try {
    const outcomes = await pool.run(open);
    const why = (found: Finding): Finding =>
      found.reason === "interrupted" && interrupts === 0 ? { ...found, reason: `more than ${maxSeconds} seconds` } : found;
    const searched = new Map(open.map((job, index) => [job, why(findingOf(outcomes[index] as JobOutcome))]));
    const findings = jobs.map((job) => searched.get(job) ?? (kept?.recall(job) as Finding));
    const pairs = members.map((member, index) => ({ member, before: findings[2 * index] as Finding, after: findings[2 * index + 1] as Finding }));
    return { pairs, interrupted: interrupts > 0 };
  } finally {
    stopTimer();
    process.off("SIGINT", interrupt);
    line.clear();
  }
}

/** What was found of some jobs at another time. */
class Kept {
  private readonly cache = new FindingCache(queueName(runningProgram(version)));
  private readonly findings = new Map<Job, Finding>();
  private readonly questions = new Map<Job, string>();

  static async of(jobs: readonly Job[]): Promise<Kept> {
    const kept = new Kept();
    for (const job of jobs) {
      const question = await questionKey(job);
      const finding = question === undefined ? undefined : kept.cache.recall(question);
      if (question !== undefined) kept.questions.set(job, question);
      if (finding !== undefined) kept.findings.set(job, finding);
    }
    return kept;
  }

  recall(job: Job): Finding | undefined {
    return this.findings.get(job);
  }

  keep(job: Job, finding: Finding): void {
    const question = this.questions.get(job);
    if (question !== undefined) this.cache.keep(question, finding);
  }
}

/** One thread explores each, so that what is shortest is found in the same order every time. */
function jobOf({ scenario, size }: Member, choice: KernelChoice, { set, maxStates }: ObserveOptions): Job {
  return { source: { kind: "member", choice, scenario: scenario.name, size }, run: 0, options: { set, workers: 1, maxStates }, strict: false, outcomes: true };
}

function findingOf(outcome: JobOutcome): Finding {
  if (outcome.kind === "refused") throw errorOf(outcome.problem);
  if (outcome.kind === "lost") {
    const { reason, last } = outcome;
    const nothing = { properties: [], transitions: 0, initialStates: 0, seconds: 0, fallbacks: [], known: false, outcomes: null };
    return { ...nothing, states: last?.states ?? 0, reason };
  }
  const { properties, states, transitions, initialStates, seconds, fallbacks, reason } = outcome.report;
  return { properties, states, transitions, initialStates, seconds, fallbacks, known: false, reason, outcomes: outcome.outcomes ?? null };
}
