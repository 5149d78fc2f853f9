import { describe, expect, test } from "vitest";
import { WHOLE, waysIn } from "../../src/engine/search/share.js";
import { Estimator } from "../../src/sweep/estimator.js";
import { areAnswered, wholes, withoutShares } from "../../src/sweep/joinResults.js";
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
      estimator.learn(job("a", { x, y }), { states: states(x, y), seconds: 1, initialStates: 1 });
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

/** A world whose jobs have `ways` ways to begin, each of which costs a state; a search of more than `most` runs out of its budget. */
function sharedWorld(ways: number, most: number): SweepWorld & { decided: string[]; results: SweepResult[] } {
  const world = worldOf(() => 0);
  return {
    ...world,
    decide: async (each) => {
      world.decided.push(jobName(each));
      const [first, end] = waysIn(each.share ?? WHOLE, ways);
      const states = end - first;
      const verdict = states > most ? "incomplete" : "holds";
      const result = { ...resultOf(each, Math.min(states, most + 1), verdict), initialStates: states };
      const reason = states > most ? `more than ${most} states` : null;
      if (each.share === undefined) return { kind: "result", result: { ...result, reason } };
      return {
        kind: "result",
        result: { ...result, verdict: "incomplete", share: { ...each.share, verdict, reason, properties: [], fired: {}, unreached: [] } },
      };
    },
  };
}

describe("a job that is too large", () => {
  const big = job("a", { n: 1 });

  test("is split into halves, and these again, until all of it is decided", async () => {
    const world = sharedWorld(10, 3);
    await runSweep([big], world, { ...options, lanes: 3, split: { maxStates: 3 } });
    expect(world.decided.sort()).toEqual(["a: n=1", ...["1/2", "2/2", "1/4", "2/4", "3/4", "4/4"].map((share) => `a: n=1 share ${share}`)].sort());
    expect(world.results.at(-1)).toMatchObject({ verdict: "holds", states: 10, initialStates: 10, shares: 4 });
    expect(world.results.filter(({ share }) => share === undefined)).toHaveLength(1);
  });

  test("down to a single initial state, and is incomplete if one of these is too large", async () => {
    const world = sharedWorld(3, 0);
    await runSweep([big], world, { ...options, split: { maxStates: 1 } });
    expect(world.results.at(-1)).toMatchObject({ verdict: "incomplete", reason: "share 1/2 of the initial states: more than 0 states" });
    expect(world.decided.filter((name) => name.includes("/8"))).toEqual([]);
  });

  test("is left incomplete if nobody asked for it to be split", async () => {
    const world = sharedWorld(10, 3);
    await runSweep([big], world, options);
    expect(world.decided).toEqual(["a: n=1"]);
  });

  test("is not searched whole where it is known to be too large: from before, or from smaller ones", async () => {
    const world = sharedWorld(10, 5);
    await runSweep([big], { ...world, outgrew: (key) => key === "a: n=1" }, { ...options, split: { maxStates: 5 } });
    expect(world.decided).toEqual(["a: n=1 share 1/2", "a: n=1 share 2/2"]);
    const growing = worldOf(({ size: { n = 0 } }) => 100 ** n);
    const measured: SweepWorld = {
      ...growing,
      decide: async (each, key) => {
        const tried = await growing.decide(each, key);
        return tried.kind === "lost" ? tried : { ...tried, result: { ...tried.result, initialStates: 50 } };
      },
    };
    await runSweep(
      [1, 2, 3].map((n) => job("a", { n })),
      measured,
      { ...options, split: { maxStates: 100_000 } },
    );
    expect(growing.decided.slice(0, 3)).toEqual(["a: n=1", "a: n=2", "a: n=3 share 1/3"]);
  });
});

describe("shares of a job", () => {
  const share = (index: number, of: number, verdict: SweepResult["verdict"], steps: number | null = null, fired: Record<string, number> = {}): SweepResult => {
    const properties = [{ name: "p", kind: "always", verdict: verdict === "holds" ? ("incomplete" as const) : verdict, vacuous: false, steps }];
    const found = {
      index,
      of,
      verdict,
      reason: verdict === "incomplete" ? "more than 5 states" : null,
      fired,
      unreached: Object.keys(fired).filter((step) => fired[step] === 0),
    };
    const own = { ...resultOf(job("a", { n: 1 }), 5, verdict === "holds" ? "incomplete" : verdict), properties };
    return { ...own, share: { ...found, properties: [{ name: "p", verdict, vacuous: false, untested: false }] } };
  };

  test("from several files are the job once they are all there, with the shortest trace", () => {
    expect(wholes([share(2, 2, "holds")])).toMatchObject([
      { verdict: "incomplete", reason: "1 shares of the initial states were searched, and not all of them" },
    ]);
    expect(withoutShares([share(2, 2, "holds")])).toMatchObject([{ share: { index: 2 } }]);
    expect(withoutShares([share(2, 2, "holds"), share(1, 2, "holds")])).toMatchObject([{ verdict: "holds", states: 10, shares: 2 }]);
    const violated = [share(1, 3, "violated", 9), share(2, 3, "holds"), share(3, 3, "violated", 4)];
    expect(wholes(violated)).toMatchObject([{ verdict: "violated", properties: [{ verdict: "violated", steps: 4 }] }]);
    expect(wholes(violated.slice(0, 1))).toMatchObject([{ verdict: "violated" }]);
  });

  test("say of a step how often it fired in all of them, and that it never did where it fired in none", () => {
    const [one, other] = [share(1, 2, "holds", null, { a: 3, b: 0, c: 0 }), share(2, 2, "holds", null, { a: 4, b: 2, c: 0 })];
    expect(wholes([one, other])).toMatchObject([{ fired: { a: 7, b: 2, c: 0 }, unreached: ["c"] }]);
    expect(wholes([one])[0]).not.toHaveProperty("unreached");
  });

  test("do not decide it where one of them is not decided", () => {
    expect(wholes([share(1, 2, "holds"), share(2, 2, "incomplete")])).toMatchObject([
      { verdict: "incomplete", properties: [{ verdict: "incomplete" }], reason: "share 2/2 of the initial states: more than 5 states" },
    ]);
    expect(wholes([share(1, 2, "holds"), share(2, 2, "incomplete"), share(3, 4, "holds"), share(4, 4, "holds")])).toMatchObject([
      { verdict: "holds", shares: 3 },
    ]);
  });

  test("answer for a share that is split further", () => {
    const asked = { ...job("a", { n: 1 }), share: { index: 2, of: 3 } };
    expect(areAnswered([asked], [share(3, 6, "holds"), share(4, 6, "holds")])).toBe(true);
    expect(areAnswered([asked], [share(3, 6, "holds"), share(5, 6, "holds")])).toBe(false);
    expect(areAnswered([asked], [share(2, 3, "incomplete")])).toBe(false);
  });
});

test("a search that the end of the sweep cut short says so, and is not split", async () => {
  const stop = new AbortController();
  const world = worldOf(() => 1);
  const cut: SweepWorld = {
    ...world,
    decide: async (each) => {
      stop.abort("the time was up");
      return { kind: "result", result: { ...resultOf(each, 1, "incomplete"), initialStates: 9, reason: "interrupted" } };
    },
  };
  await runSweep([job("a", { n: 1 })], cut, { ...options, signal: stop.signal, split: {} });
  expect(world.results).toMatchObject([{ verdict: "incomplete", reason: "the time was up" }]);
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
