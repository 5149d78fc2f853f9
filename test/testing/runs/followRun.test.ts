import { expect, test } from "vitest";
import { followRun, modelPaths, type RealSystem } from "../../../src/testing/paths/index.js";
import { dieHard } from "../../fixtures/dieHard.js";

/** Two real jugs; clumsy ones spill when the big one is poured into the small one. */
class Jugs {
  big = 0;
  small = 0;
  stopped = false;
  constructor(private readonly spills = 0) {}

  pour(action: unknown): void {
    const moved = action === "small to big" ? Math.min(this.small, 5 - this.big) : -Math.min(this.big, 3 - this.small);
    if (action === "fill big") this.big = 5;
    else if (action === "fill small") this.small = 3;
    else if (action === "empty big") this.big = 0;
    else if (action === "empty small") this.small = 0;
    else {
      this.big += moved;
      this.small -= moved + (moved < 0 ? this.spills : 0);
    }
  }
}

function system(jugs: Jugs, steps: RealSystem<Jugs>["steps"] = { pour: (real, { answers }) => real.pour(answers.action) }): RealSystem<Jugs> {
  return {
    start: () => jugs,
    steps,
    agrees: (real, { variables }) => expect({ big: real.big, small: real.small }).toEqual(variables),
    stop: (real) => {
      real.stopped = true;
    },
  };
}

const [path] = (await modelPaths(dieHard, { cover: "transitions", engine: "reference" })).paths;
if (path === undefined) throw new Error("no path");

test("a system that does as the model does can be led along every path", async () => {
  const jugs = new Jugs();
  await followRun(path, system(jugs));
  expect(jugs.stopped).toBe(true);
});

test("where a system differs, the step is named, with the way to it and what the comparison said", async () => {
  const jugs = new Jugs(1);
  const failure = await followRun(path, system(jugs)).catch((error: Error) => error);
  const [first, ...way] = String((failure as Error).message).split("\n  ");
  expect(first).toMatch(/^the real system differs from the model after step \d+, jugs\.pour\(action = big to small\): /);
  expect(way.at(-1)).toContain("jugs.pour(action = big to small)");
  expect((failure as Error).cause).toMatchObject({ name: "AssertionError" });
  expect(jugs.stopped).toBe(true);
});

test("an answer of false is a difference, also at first", async () => {
  await expect(followRun(path, { ...system(new Jugs()), agrees: () => false })).rejects.toThrow("differs from the model at first");
});

test("the longest name of a step counts, and a star stands for all others", async () => {
  const taken: string[] = [];
  const note = (name: string) => () => taken.push(name);
  const run = { ...path, steps: path.steps.slice(0, 1) };
  const all = { "jugs.pour": note("whole"), pour: note("step"), "*": note("star") };
  const { "jugs.pour": _, ...shorter } = all;
  for (const steps of [all, shorter, { "*": all["*"] }]) await followRun(run, { ...system(new Jugs(), steps), agrees: () => true });
  expect(taken).toEqual(["whole", "step", "star"]);
});

test("a step that nobody takes is an error before anything is started", async () => {
  const start = () => {
    throw new Error("started");
  };
  await expect(followRun(path, { ...system(new Jugs(), { drink: () => {} }), start })).rejects.toMatchObject({
    code: "FL302",
    hint: expect.stringContaining("'pour'"),
  });
});
