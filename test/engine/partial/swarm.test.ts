import { describe, expect, test } from "vitest";
import { mergeSwarm } from "../../../src/engine/partial/mergeSwarm.js";
import { Random } from "../../../src/engine/partial/random.js";
import { type CheckOptions, check } from "../../../src/index.js";
import { counters } from "../../fixtures/counters.js";
import { philosophers } from "../../fixtures/philosophers.js";

const model = philosophers(4);
const alone = (seed: number, options: CheckOptions): ReturnType<typeof check> => check(model, { ...options, seed });

describe("a swarm", () => {
  test.each<CheckOptions>([
    { search: "simulate", runs: 5, steps: 40 },
    { search: "bitstate", maxStates: 30 },
    { search: "dfs", maxStates: 30 },
  ])("of %o is its members together", async (options) => {
    const members = [await alone(3, options), await alone(4, options), await alone(5, options)];
    const { seconds: _, reason, search, ...found } = await check(model, { ...options, swarm: 3, seed: 3 });
    const { seconds: __, reason: ___, search: ____, ...expected } = mergeSwarm(members);
    expect(found).toEqual(expected);
    expect(found.transitions).toBe(members.reduce((sum, { transitions }) => sum + transitions, 0));
    expect(reason).toContain("swarm of 3");
    expect(search).toMatchObject({ seed: 3, swarm: 3 });
  });

  test("tells the shortest of its members' traces", async () => {
    const options: CheckOptions = { search: "dfs", stopOnFirst: true };
    const lengths = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => (await alone(seed, options)).properties.find(({ trace }) => trace)?.trace?.steps.length ?? 0),
    );
    const found = (await check(model, { ...options, swarm: 4, seed: 1 })).properties.find(({ trace }) => trace);
    expect(found?.trace?.steps).toHaveLength(Math.min(...lengths));
  });

  test("one of which visits everything has decided everything", async () => {
    expect(await check(counters(2, 3), { search: "dfs", swarm: 3 })).toMatchObject({ verdict: "holds", states: 9, exact: true, reason: undefined });
  });

  test("omits only what every member omits", async () => {
    const bits = { search: "bitstate", maxMemory: 300 } as const;
    const members = await Promise.all([1, 2].map((seed) => check(counters(3, 4), { ...bits, seed, maxMemory: "64k" })));
    const found = await check(counters(3, 4), { ...bits, swarm: 2, maxMemory: "64k" });
    expect(found.search?.omission).toBeCloseTo(
      members.reduce((product, { search }) => product * (search?.omission ?? 0), 1),
      15,
    );
  });
});

describe("random numbers", () => {
  test("are the same for the same seed, and others for the next", () => {
    const row = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 8 }, () => random.below(1000));
    };
    expect(row(1)).toEqual(row(1));
    expect(row(1)).not.toEqual(row(2));
    expect(row(1)).not.toEqual(row(1 + 2 ** 32));
  });

  test("are even: each of ten comes a tenth of the time", () => {
    const random = new Random(1);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]++;
    // Five standard deviations are 474.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(474);
  });

  test("shuffle: every order comes up, as often as any other", () => {
    const random = new Random(2);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 60_000; draw++) {
      const order = random.shuffled([1, 2, 3]).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Five standard deviations are 456.
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(456);
  });
});
