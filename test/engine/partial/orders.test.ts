import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import type { SearchName } from "../../../src/engine/partial/plan.js";
import { check, type Model, NO_DEADLOCK, parameters, range, system } from "../../../src/index.js";
import { counters } from "../../fixtures/counters.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { counts, resultOf } from "../../fixtures/explore.js";
import { peterson } from "../../fixtures/peterson.js";
import { philosophers } from "../../fixtures/philosophers.js";

const models: readonly (readonly [string, Model])[] = [
  ["counters", counters(3, 5)],
  ["die hard", dieHard],
  ["peterson", peterson],
  ["philosophers", philosophers(3)],
  ["write loop", { ...(benchWriteLoop.runs[0]?.model as Model), set: { pages: 1, cells: 4 } }],
];
const verdicts = ({ properties }: Awaited<ReturnType<typeof check>>): unknown => properties.map(({ name, verdict, vacuous }) => [name, verdict, vacuous]);

/** One process counts up; another waits for ever for what never comes, while the first goes round. */
const sys = system("waiting", { parameters: parameters({}), variables: { count: range(0, 9) } });
const round = sys.actor("round", {
  source: "this test",
  steps: {
    go(s) {
      s.count = s.count === 8 ? 0 : s.count + 1;
      return "go";
    },
  },
});
const patient = sys.actor("patient", {
  source: "this test",
  exits: ["served"],
  steps: {
    wait(s, _me, _p, choose) {
      if (choose.flag("give up")) return "starve";
      return s.count === 3 ? "served" : "wait";
    },
    starve(s) {
      return s.count === 9 ? "served" : "stay";
    },
    stay() {
      return "starve";
    },
  },
});
const far = sys.always("not eight", {}, (s) => s.count !== 8);
const waiting = sys.model("waiting", {
  processes: [sys.process("round", round), sys.process("patient", patient)],
  properties: [far],
  heuristic: (s) => 8 - s.count,
});

describe.each([
  ["depth first", { search: "dfs" }],
  ["depth first, shuffled", { search: "dfs", seed: 3 }],
] as const)("%s", (_, options) => {
  test.each(models)("counts and decides %s as breadth first does", async (_name, model) => {
    const [found, expected] = [await check(model, options), await check(model)];
    expect(counts(found)).toEqual(counts(expected));
    expect(verdicts(found)).toEqual(verdicts(expected));
    expect(found.fired).toEqual(expected.fired);
    expect(found).toMatchObject({ verdict: expected.verdict, exact: true, reason: undefined, unreached: expected.unreached, engine: "reference" });
  });
});

describe("a depth-first search", () => {
  test("finds a real deadlock, as short as there is", async () => {
    const [found, expected] = [await check(philosophers(3), { search: "dfs" }), await check(philosophers(3))];
    expect(resultOf(found, NO_DEADLOCK).verdict).toBe("violated");
    expect(resultOf(found, NO_DEADLOCK).trace?.failure.message).toContain("stuck for ever");
    expect(resultOf(found, NO_DEADLOCK).trace?.steps.length).toBeGreaterThanOrEqual(resultOf(expected, NO_DEADLOCK).trace?.steps.length as number);
  });

  test("says that its traces may not be the shortest", async () => {
    expect((await check(waiting, { search: "dfs" })).fallbacks).toEqual([expect.stringContaining("may not be the shortest")]);
  });

  test("cut off at a depth, is incomplete and says how much it left", async () => {
    const { verdict, reason, depth } = await check(counters(2, 5), { search: "dfs", depth: 4 });
    expect([verdict, depth]).toEqual(["incomplete", 4]);
    expect(reason).toMatch(/^\d+ states at depth 4 were not expanded$/);
  });

  test("within a depth that it does not reach, is whole", async () => {
    expect(await check(counters(2, 5), { search: "dfs", depth: 1000 })).toMatchObject({ verdict: "holds", states: 25 });
  });

  test.each([
    ["states", { maxStates: 50 }, "more than 50 states"],
    ["memory", { maxMemory: "20k" }, "memory"],
  ])("out of %s, is incomplete", async (_, budget, reason) => {
    expect(await check(counters(4, 9), { search: "dfs", ...budget })).toMatchObject({ verdict: "incomplete", reason: expect.stringContaining(reason) });
  });
});

describe("a breadth-first search with a depth", () => {
  test("visits every state within it, and is incomplete", async () => {
    const within = Array.from({ length: 25 }, (_, at) => (at % 5) + Math.floor(at / 5)).filter((distance) => distance <= 4).length;
    const found = await check(counters(2, 5), { engine: "reference", depth: 4 });
    expect(found).toMatchObject({ verdict: "incomplete", states: within, depth: 4, reason: "states at depth 4 were not expanded" });
  });

  test("that nothing is beyond, is whole", async () => {
    expect(await check(counters(2, 5), { engine: "reference", depth: 9 })).toMatchObject({ verdict: "holds", states: 25, depth: 8 });
  });

  test.each([3, 11, 12, 13, 40])("of %i is the same on both engines", async (depth) => {
    const [compiled, reference] = [await check(waiting, { engine: "compiled", depth }), await check(waiting, { engine: "reference", depth })];
    expect([counts(compiled), compiled.reason, verdicts(compiled)]).toEqual([counts(reference), reference.reason, verdicts(reference)]);
  });
});

describe("a directed search", () => {
  test("decides as breadth first does, in whatever order the heuristic says", async () => {
    const [found, expected] = [await check(waiting, { search: "directed" }), await check(waiting)];
    expect(counts(found)).toEqual(counts(expected));
    expect(verdicts(found)).toEqual(verdicts(expected));
  });

  test("comes to what it is directed at before it has seen what breadth first sees", async () => {
    const [found, expected] = [await check(waiting, { search: "directed", stopOnFirst: true }), await check(waiting, { stopOnFirst: true })];
    expect(resultOf(found, "not eight").trace?.steps).toHaveLength(8);
    expect(found.states).toBeLessThan(expected.states);
  });

  test("of a model without a heuristic is refused", async () => {
    await expect(check(counters(2, 3), { search: "directed" })).rejects.toMatchObject({ code: "FL302", hint: expect.stringContaining("heuristic") });
  });

  test("whose heuristic is no number is a mistake in the model", async () => {
    await expect(check({ ...waiting, heuristic: () => Number.NaN }, { search: "directed" })).rejects.toMatchObject({ code: "FL110" });
  });
});

describe.each<SearchName>(["bitstate", "compact"])("a %s search", (search) => {
  test.each(models)("with room enough visits all of %s, and yet says incomplete", async (_name, model) => {
    const [found, expected] = [await check(model, { search }), await check(model)];
    expect([found.states, found.transitions, found.initialStates]).toEqual([expected.states, expected.transitions, expected.initialStates]);
    expect(found).toMatchObject({ exact: false, verdict: expected.verdict === "violated" ? expected.verdict : "incomplete" });
    expect(found.search?.omission).toBeLessThan(1e-3);
    expect(found.reason).toContain("probability");
  });

  test("finds violations by real runs", async () => {
    const found = resultOf(await check(waiting, { search }), "not eight");
    expect(found.verdict).toBe("violated");
    expect(found.trace?.steps.at(-1)?.state?.[0]).toBe(8);
    expect(found.trace?.steps.filter(({ process }) => process === "round")).toHaveLength(8);
  });

  test("never says holds, however it is asked", async () => {
    for (const seed of [1, 2, 3]) expect((await check(counters(2, 3), { search, seed })).properties.map(({ verdict }) => verdict)).not.toContain("holds");
  });
});
