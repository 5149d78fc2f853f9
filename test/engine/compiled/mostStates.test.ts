import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { c10 } from "../../../checks/claims/c10.js";
import type { Model } from "../../../src/language/model.js";
import { expectSameResults } from "./agree.js";
import { exploreWith } from "./exploreWith.js";

const writeLoop = benchWriteLoop.runs[0]?.model as Model;
/** It has 1,768 initial states. */
const manyBegin = c10.runs[0]?.model as Model;

/** Successors of a state of the write loop, at most. */
const FAN_OUT = 16;

test.each([2, 3])("%i threads stop beyond a number of states, which they pass by the successors of one state each", async (workers) => {
  for (const maxStates of [1000, 12_345]) {
    const { reason, states } = await exploreWith(writeLoop, { workers, maxStates }, { worthWaking: 0 }, { pages: 6 });
    expect(reason).toBe(`more than ${maxStates} states`);
    expect(states).toBeGreaterThan(maxStates);
    expect(states).toBeLessThanOrEqual(maxStates + workers * FAN_OUT);
  }
});

test("in several memories they pass it by what is on its way from one to another besides", async () => {
  const addressable = 2 ** 20;
  const budget = { workers: 2, maxStates: 50_000, maxMemory: 3 * addressable };
  const { reason, states } = await exploreWith(writeLoop, budget, { worthWaking: 0, addressable }, { pages: 6 });
  expect(reason).toBe("more than 50000 states");
  expect(states).toBeGreaterThan(50_000);
  expect(states).toBeLessThan(1.05 * 50_000);
});

test("of more initial states than there may be only so many are taken, and one more, by either engine", async () => {
  expect(await expectSameResults(manyBegin, { maxStates: 1000 })).toMatchObject({ verdict: "incomplete", states: 1001, initialStates: 1001, transitions: 0 });
});

test.each([
  ["states", { maxStates: 1000 }],
  ["memory", { maxMemory: 2 ** 16 }],
])("a search that is kept, and ended among its initial states for want of %s, goes on with all of them", async (_, budget) => {
  const folder = mkdtempSync(join(tmpdir(), "faultline-most-states-"));
  const cut = await exploreWith(manyBegin, { ...budget, checkpoint: { folder, everySeconds: 3600, resume: false } });
  expect(cut).toMatchObject({ transitions: 0, reason: expect.stringContaining("more") });
  expect(await exploreWith(manyBegin, { checkpoint: { folder, everySeconds: 3600, resume: true } })).toEqual(await exploreWith(manyBegin, {}));
});
