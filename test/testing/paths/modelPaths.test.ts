import { expect, test } from "vitest";
import type { Model } from "../../../src/language/index.js";
import { findPaths } from "../../../src/testing/paths/findPaths.js";
import { modelPaths, type PathOptions, showStep } from "../../../src/testing/paths/index.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { explore } from "../../fixtures/explore.js";
import { peterson } from "../../fixtures/peterson.js";

/** Each transition that is taken, as text. */
async function transitionsTaken(model: Model, options: PathOptions): Promise<Set<string>> {
  const { paths } = await modelPaths(model, { ...options, engine: "reference" });
  return new Set(
    paths.flatMap(({ initial, steps }) => steps.map((step, index) => JSON.stringify([steps[index - 1]?.state ?? initial, showStep(step), step.state]))),
  );
}

test("every transition is taken by some path, and nothing else is", async () => {
  for (const model of [dieHard, peterson]) {
    const { transitions } = explore(model);
    expect((await transitionsTaken(model, { cover: "transitions" })).size).toBe(transitions);
    expect((await modelPaths(model, { cover: "transitions", engine: "reference" })).goals).toBe(transitions);
  }
});

test("every step that fires is taken by some path, and one path is enough where one can take them all", async () => {
  const { fired } = explore(peterson);
  const { paths, goals, reason } = await modelPaths(peterson, { engine: "reference" });
  expect(new Set(paths.flatMap(({ steps }) => steps.map(({ name }) => name)))).toEqual(new Set(Object.keys(fired)));
  expect({ goals, reason, paths: paths.length }).toEqual({ goals: Object.keys(fired).length, reason: undefined, paths: 1 });
});

test("paths that may not be longer are more, and cover the same", async () => {
  const { paths } = await modelPaths(dieHard, { cover: "transitions", longest: 10, engine: "reference" });
  expect(Math.max(...paths.map(({ steps }) => steps.length))).toBeLessThanOrEqual(10);
  expect(await transitionsTaken(dieHard, { cover: "transitions", longest: 10 })).toEqual(await transitionsTaken(dieHard, { cover: "transitions" }));
});

test("both engines, and any number of threads, give the same paths", async () => {
  const by = async (options: PathOptions) => (await findPaths(dieHard, { cover: "transitions", ...options })).ways;
  const reference = await by({ engine: "reference" });
  expect(reference.length).toBeGreaterThan(0);
  expect(await by({ engine: "compiled" })).toEqual(reference);
  expect(await by({ engine: "compiled", workers: 2 })).toEqual(reference);
});

test("a graph that is too large is covered as far as it was explored, and that is said", async () => {
  const { reason, goals } = await modelPaths(dieHard, { cover: "transitions", maxStates: 5, engine: "reference" });
  expect(reason).toContain("5");
  expect(goals).toBeLessThan(explore(dieHard).transitions);
});

test("what cannot be covered is refused", async () => {
  await expect(modelPaths(dieHard, { cover: "states" as never })).rejects.toMatchObject({ code: "FL302", hint: "cover one of: steps, transitions" });
});
