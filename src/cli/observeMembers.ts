import { errorOf } from "../language/errors.js";
import type { ParameterValues } from "../language/index.js";
import type { Finding, Pair } from "../proof/finding.js";
import type { Member } from "../proof/member.js";
import type { Job } from "./job.js";
import { ProgressLine } from "./progressLine.js";
import { type JobOutcome, RunPool } from "./runPool.js";
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
  const line = new ProgressLine(jobs.length, process.stderr);
  const pool = new RunPool(options.workers, { onProgress: (job, progress) => line.show(job, progress), onDone: (job) => line.done(job) });
  let interrupts = 0;
  const interrupt = (): void => {
    if (interrupts++ === 0) pool.interrupt();
    else pool.abandon();
  };
  const { maxSeconds } = options;
  const timer = maxSeconds === undefined ? undefined : setTimeout(() => pool.interrupt(), 1000 * maxSeconds);
  process.on("SIGINT", interrupt);
  try {
    const outcomes = await pool.run(jobs);
    const why = (reason: string | null): string | null => (reason === "interrupted" && interrupts === 0 ? `more than ${maxSeconds} seconds` : reason);
    const findings = outcomes.map((outcome) => findingOf(outcome, why));
    const pairs = members.map((member, index) => ({ member, before: findings[2 * index] as Finding, after: findings[2 * index + 1] as Finding }));
    return { pairs, interrupted: interrupts > 0 };
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", interrupt);
    line.clear();
  }
}

/** One thread explores each, so that what is shortest is found in the same order every time. */
function jobOf({ scenario, size }: Member, choice: KernelChoice, { set, maxStates }: ObserveOptions): Job {
  return { source: { kind: "member", choice, scenario: scenario.name, size }, run: 0, options: { set, workers: 1, maxStates }, strict: false, outcomes: true };
}

function findingOf(outcome: JobOutcome, why: (reason: string | null) => string | null): Finding {
  if (outcome.kind === "refused") throw errorOf(outcome.problem);
  if (outcome.kind === "lost") {
    return { properties: [], states: outcome.last?.states ?? 0, transitions: 0, initialStates: 0, seconds: 0, reason: why(outcome.reason), outcomes: null };
  }
  const { properties, states, transitions, initialStates, seconds, reason } = outcome.report;
  return { properties, states, transitions, initialStates, seconds, reason: why(reason), outcomes: outcome.outcomes ?? null };
}
