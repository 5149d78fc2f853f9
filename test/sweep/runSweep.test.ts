import { describe, expect, test } from "vitest";
import { Estimator } from "../../src/sweep/estimator.js";
import { type Attempt, runSweep, type SweepWorld } from "../../src/sweep/runSweep.js";
import { inShard, jobName, jobsOf, type SweepJob } from "../../src/sweep/sweepJob.js";
import type { SweepResult } from "../../src/sweep/sweepResult.js";

const job = (subject: string, size: Readonly<Record<string, number>>): SweepJob => ({ subject, size });

function resultOf({ subject, size }: SweepJob, states: number, verdict: SweepResult["verdict"] = "holds"): SweepResult {
  const search = { properties: [], states, transitions: 0, depth: 0, initialStates: 1, seconds: 0, exact: true, reason: null };
  return { faultline: "0", sweep: "s", key: null, subject, bounds: size, verdict, ...search };
}

/** A world in which a job has as many states as `states` says. */
function worldOf(states: (job: SweepJob) => number): SweepWorld & { decided: string[]; results: SweepResult[] } {
  const decided: string[] = [];
  const results: SweepResult[] = [];
  return {
    decided,
    results,
    keyOf: async (each) => jobName(each),
    recall: () => undefined,
    keep: () => {},
    decide: async (each): Promise<Attempt> => {
      decided.push(jobName(each));
      return { kind: "result", result: resultOf(each, states(each)) };
    },
    giveUp: (each) => resultOf(each, 0, "incomplete"),
    onResult: (_, result) => results.push(result),
  };
}

const options = { sweep: "s", lanes: 1, attempts: 3, signal: new AbortController().signal };

describe("the order of jobs", () => {
  test("is that of their states, as far as what is done tells", async () => {
    // `wide` counts for much and `long` for nothing, which the volume of the bounds cannot know.
    const jobs = jobsOf(["a"], { wide: [1, 2, 3, 4], long: [1, 2, 3, 4] }, () => true);
    const world = worldOf(({ size: { wide = 0 } }) => 10 ** wide);
    await runSweep(jobs, world, options);
    const wide = world.results.map(({ bounds }) => bounds.wide ?? 0);
    expect(wide.slice(8)).toEqual([...wide.slice(8)].sort());
    expect(wide).toHaveLength(16);
  });

  test("an estimate is exact where the states are a product of powers of the bounds", () => {
    const estimator = new Estimator();
    const states = (x: number, y: number): number => 7 * (x + 1) ** 3 * (y + 1);
    for (const [x, y] of [
      [1, 1],
      [2, 1],
      [1, 2],
    ] as const)
      estimator.learn(job("a", { x, y }), states(x, y));
    expect(estimator.estimate(job("a", { x: 5, y: 4 }))).toBeCloseTo(states(5, 4), 6);
  });
});

describe("each question is searched once", () => {
  const jobs = ["a", "b", "c"].map((subject) => job(subject, { n: 1 }));

  test("also by several lanes at the same time, and every job has its result", async () => {
    const world = { ...worldOf(() => 1), keyOf: async () => "the same" };
    await runSweep(jobs, world, { ...options, lanes: 3 });
    expect(world.decided).toHaveLength(1);
    expect(world.results.map(({ subject }) => subject).sort()).toEqual(["a", "b", "c"]);
  });

  test("and not at all if it is known; what is decided is kept, what is incomplete is not", async () => {
    const kept: SweepResult[] = [];
    const world = worldOf(() => 1);
    const remembering: SweepWorld = {
      ...world,
      recall: (key) => (key.startsWith("a") ? resultOf(job("elsewhere", {}), 5) : undefined),
      keep: (result) => kept.push(result),
      decide: async (each) => ({ kind: "result", result: resultOf(each, 1, each.subject === "b" ? "holds" : "incomplete") }),
    };
    await runSweep(jobs, remembering, options);
    expect(kept.map(({ subject }) => subject)).toEqual(["b"]);
    expect(world.results[0]).toMatchObject({ subject: "a", bounds: { n: 1 }, states: 5 });
  });
});

describe("a decider that dies", () => {
  test("is replaced, and the job is decided", async () => {
    let deaths = 2;
    const world = worldOf(() => 1);
    const mortal: SweepWorld = { ...world, decide: async (each, key) => (deaths-- > 0 ? { kind: "lost", reason: "killed" } : world.decide(each, key)) };
    await runSweep([job("a", { n: 1 })], mortal, options);
    expect(world.results.map(({ verdict }) => verdict)).toEqual(["holds"]);
  });

  test("with every attempt leaves the job incomplete", async () => {
    const world = worldOf(() => 1);
    await runSweep([job("a", { n: 1 }), job("b", { n: 1 })], { ...world, decide: async () => ({ kind: "lost", reason: "killed" }) }, options);
    expect(world.results.map(({ verdict }) => verdict)).toEqual(["incomplete", "incomplete"]);
  });

  test("because everything was told to stop leaves the job without a result", async () => {
    const stop = new AbortController();
    const world = worldOf(() => 1);
    const stopping: SweepWorld = {
      ...world,
      decide: async () => {
        stop.abort();
        return { kind: "lost", reason: "interrupted" };
      },
    };
    await runSweep([job("a", { n: 1 }), job("b", { n: 1 })], stopping, { ...options, signal: stop.signal });
    expect(world.results).toEqual([]);
  });
});

test("shards are a partition of the jobs, the same however the jobs are listed", () => {
  const jobs = jobsOf(["a", "b"], { x: [1, 2, 3, 4, 5], y: [0, 1, 2] }, () => true);
  const shards = [1, 2, 3, 4].map((index) => inShard(jobs, { index, of: 4 }).map(jobName));
  expect(shards.flat().sort()).toEqual(jobs.map(jobName).sort());
  expect(shards.every((shard) => shard.length > 0)).toBe(true);
  expect(
    inShard([...jobs].reverse(), { index: 2, of: 4 })
      .map(jobName)
      .sort(),
  ).toEqual([...(shards[1] ?? [])].sort());
});
