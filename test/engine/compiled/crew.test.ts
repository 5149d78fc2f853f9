import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { c10 } from "../../../checks/claims/c10.js";
import type { Model } from "../../../src/language/model.js";
import { brokenModel, callModel, placeModel, rangeModel } from "../../compiler/exampleModels.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { blockers } from "./blockers.js";
import { exploreWith } from "./exploreWith.js";
import { inMemories } from "./littleMemory.js";

const writeLoop = benchWriteLoop.runs[0]?.model as Model;
const KIB = 1024;
const LONG = process.env.FAULTLINE_LONG === "1";

/** How many threads, and how many memories. */
const CREWS: readonly (readonly [workers: number, memories: number])[] = LONG
  ? [1, 2, 3].flatMap((workers) => [1, 2, 5].map((memories) => [workers, memories] as const))
  : [
      [2, 1],
      [1, 3],
      [3, 2],
    ];

describe("counts, verdicts and traces do not depend on how many threads and memories a search has:", () => {
  const models: readonly Model[] = [
    placeModel,
    rangeModel,
    callModel,
    dieHard,
    blockers,
    writeLoop,
    ...c10.runs.slice(0, LONG ? c10.runs.length : 1).map(({ model }) => model),
  ];

  test.each(models.map((model, index) => ({ name: `${model.name} ${model.kernel?.name ?? ""} ${index}`, model })))("$name", async ({ model }) => {
    const wanted = await exploreWith(model, {}, {});
    for (const [workers, memories] of CREWS) {
      const { budget, scale } = inMemories(model, memories, wanted.states as number);
      expect(await exploreWith(model, { ...budget, workers }, scale), `${workers} threads, ${memories} memories`).toEqual(wanted);
    }
  });

  test.runIf(LONG)("a model that breaks every rule there is", async () => {
    const wanted = await exploreWith(brokenModel, {}, {});
    expect(wanted.verdict).toBe("violated");
    for (const workers of [2, 3]) expect(await exploreWith(brokenModel, { workers }, { worthWaking: 0 })).toEqual(wanted);
  });

  test.each([
    { workers: 2, memories: 1 },
    { workers: 2, memories: 3 },
    { workers: 1, memories: 3 },
  ])("tables grow while $workers threads insert into $memories memories", async ({ workers, memories }) => {
    const { budget, scale } = inMemories(writeLoop, memories, 955_840);
    const result = await exploreWith(writeLoop, { ...budget, workers }, scale, { pages: 6 });
    expect(result).toMatchObject({ verdict: "holds", states: 955_840, transitions: 6_619_184, depth: 61, initialStates: 1 });
  });
});

describe("a search that does not fit into its memory is incomplete, and says so,", () => {
  test.each([1, 2])("with %i threads", async (workers) => {
    const result = await exploreWith(writeLoop, { workers, maxMemory: 200 * KIB }, { worthWaking: 0 }, { pages: 6 });
    expect(result).toMatchObject({ verdict: "incomplete", reason: expect.stringContaining("memory") });
    expect(result.states).toBeGreaterThan(1000);
    expect(result.states).toBeLessThan((200 * KIB) / 12);
  });
});

test("threads stop at a number of states, which they pass by no more than what they had in hand", async () => {
  const result = await exploreWith(writeLoop, { workers: 2, maxStates: 50_000 }, {}, { pages: 6 });
  expect(result).toMatchObject({ verdict: "incomplete", reason: "more than 50000 states" });
  expect(result.states).toBeGreaterThan(50_000);
  expect(result.states).toBeLessThan(52_000);
});
