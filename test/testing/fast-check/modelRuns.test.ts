import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { bool, type Model, parameters, range, system, when } from "../../../src/language/index.js";
import { followRun, type ModelRun, modelRuns, type RealSystem, showStep } from "../../../src/testing/fast-check/index.js";
import { modelPaths } from "../../../src/testing/paths/index.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { peterson } from "../../fixtures/peterson.js";

const till = system("till", { parameters: parameters({ most: 9 }), variables: { coins: range(0, 99), open: bool, ticks: range(0, 99) } });

const cashier = till.actor("cashier", {
  source: "the example",
  steps: {
    work(s, _me, { most }, choose) {
      const what = choose.oneOf("what", ["pay", "toggle"]);
      if (what === "toggle") {
        s.open = !s.open;
        return "work";
      }
      when(s.open);
      s.coins += choose.number("coins", 1, most);
      return "work";
    },
  },
});

const clock = till.actor("clock", {
  source: "the example",
  steps: {
    tick(s) {
      s.ticks += 1;
      return "tick";
    },
  },
});

const busy: Model = till.model("a till and a clock", {
  processes: [till.process("cashier", cashier), till.process("clock", clock)],
  initial: till.initial((s, _p, choose) => {
    s.coins = choose.number("first", 0, 3);
  }),
});

/** A real till, which loses what is more than three coins at once. */
class Till {
  open = false;
  constructor(public coins: number) {}
}

const leaky: RealSystem<Till> = {
  start: ({ variables }) => new Till(Number(variables.coins)),
  steps: {
    work(real, { answers }) {
      if (answers.what === "toggle") real.open = !real.open;
      else real.coins += Math.min(3, Number(answers.coins));
    },
    "*": () => {},
  },
  agrees: (real, { variables }) => real.coins === variables.coins && real.open === variables.open,
};

/** The transitions of a run, as text. */
function transitionsOf({ initial, steps }: ModelRun): readonly string[] {
  return steps.map((step, index) => JSON.stringify([steps[index - 1]?.state ?? initial, showStep(step), step.state]));
}

test("what is drawn is a run of the model, and every transition that is not far away is drawn before long", async () => {
  for (const [model, draws] of [
    [peterson, "all"],
    [dieHard, "some"],
  ] as const) {
    const { paths } = await modelPaths(model, { cover: "transitions", engine: "reference" });
    const all = new Set(paths.flatMap(transitionsOf));
    const seen = new Set<string>();
    fc.assert(
      fc.property(modelRuns(model), (run) => {
        for (const transition of transitionsOf(run)) seen.add(transition);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect([...seen].filter((transition) => !all.has(transition))).toEqual([]);
    expect(seen.size).toBeGreaterThan(draws === "all" ? all.size - 1 : all.size / 2);
  }
});

test("a system that does as the model does passes, and no run is longer than asked", async () => {
  const honest: RealSystem<Till> = {
    ...leaky,
    steps: {
      ...leaky.steps,
      work(real, { answers }) {
        if (answers.what === "toggle") real.open = !real.open;
        else real.coins += Number(answers.coins);
      },
    },
  };
  await fc.assert(
    fc.asyncProperty(modelRuns(busy, { maxSteps: 8 }), async (run) => {
      expect(run.steps.length).toBeLessThanOrEqual(8);
      await followRun(run, honest);
    }),
  );
});

test("a failure shrinks to the fewest steps, the first initial state and the first answers that show it, whatever the seed", async () => {
  for (let seed = 0; seed < 20; seed++) {
    const { failed, counterexample } = await fc.check(
      fc.asyncProperty(modelRuns(busy, { maxSteps: 40 }), (run) => followRun(run, leaky)),
      { seed, numRuns: 500 },
    );
    expect(failed).toBe(true);
    const [run] = counterexample as [ModelRun];
    expect(run.steps.map(showStep)).toEqual(["cashier.work(what = toggle)", "cashier.work(what = pay, coins = 4)"]);
    expect(run.initial.variables.coins).toBe(0);
  }
});

test("the report of a failure tells the run in words, and its seed and path lead to it again", async () => {
  const property = fc.asyncProperty(modelRuns(busy), (run) => followRun(run, leaky));
  const details = await fc.check(property, { seed: 7, numRuns: 500 });
  expect(fc.defaultReportMessage(details)).toContain("Counterexample: [cashier.work(what = toggle); cashier.work(what = pay, coins = 4)]");
  const again = await fc.check(property, { seed: 7, path: details.counterexamplePath as string, endOnFailure: true });
  expect(fc.stringify(again.counterexample)).toBe(fc.stringify(details.counterexample));
});

test("a shrunk run is a run of the model still: a step whose condition was dropped goes with it", () => {
  const { counterexample } = fc.check(
    fc.property(modelRuns(busy, { maxSteps: 40 }), ({ steps }) => {
      const isOpen = steps.map(({ state }) => state.variables.open === true);
      steps.forEach(({ answers }, index) => {
        if (answers.what === "pay" && isOpen[index - 1] !== true) throw new TypeError("not a run of the model");
      });
      return steps.filter(({ step }) => step === "tick").length < 3;
    }),
    { seed: 3, numRuns: 500 },
  );
  expect((counterexample as [ModelRun])[0].steps.map(showStep)).toEqual(["clock.tick", "clock.tick", "clock.tick"]);
});

test("bounds are the model's own, or those that are set", () => {
  fc.assert(fc.property(modelRuns(busy, { set: { most: 1 } }), ({ steps }) => steps.every(({ answers }) => answers.what === "toggle" || answers.coins !== 2)));
  expect(() => modelRuns(busy, { set: { mots: 1 } })).toThrow(expect.objectContaining({ code: "FL106" }));
  expect(() => modelRuns(busy, { maxSteps: -1 })).toThrow(expect.objectContaining({ code: "FL302" }));
});

test("fast-check that is not installed is asked for by name (FL401)", async () => {
  vi.resetModules();
  vi.doMock("fast-check", () => {
    throw new Error("Cannot find package 'fast-check'");
  });
  await expect(import("../../../src/testing/fast-check/fastCheck.js")).rejects.toMatchObject({ code: "FL401", hint: "npm install --save-dev fast-check@4" });
  vi.doUnmock("fast-check");
  vi.resetModules();
});
