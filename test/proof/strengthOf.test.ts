import { expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { apply, type Kernel, kernel, parameters, patch, prototype, range, type Scenario, system } from "../../src/language/index.js";
import type { Finding } from "../../src/proof/finding.js";
import { isStrong } from "../../src/proof/strength.js";
import { strengthOf } from "../../src/proof/strengthOf.js";

const stairs = system("stairs", { parameters: parameters({}), variables: { at: range(0, 9), steps: range(0, 9) } });
const climb = prototype("climb", { exits: ["top"] });
const climbTwo = stairs.machine(climb, {
  source: "this test",
  steps: {
    step(s) {
      if (s.at >= 4) return "top";
      s.at += 2;
      s.steps += 1;
      return "step";
    },
  },
});
const oneByOne = patch("one-by-one", {
  title: "one stair at a time",
  hunks: [
    stairs.hunk(climbTwo, {
      steps: {
        step(s) {
          if (s.at >= 4) return "top";
          s.at += 1;
          s.steps += 1;
          return "step";
        },
      },
    }),
  ],
});
const everyStair = stairs.always("every stair is stepped on", {}, (s) => s.at === s.steps);
const atTheTop = stairs.sometimes("the top is reached", {}, (s) => s.at === 4);

const before = kernel("1.0", { links: [climbTwo] });
const after = apply(before, oneByOne);

function climbing(properties: readonly (typeof everyStair)[]): Scenario {
  const model: Scenario["model"] = (on: Kernel) => stairs.model("a climb", { kernel: on, processes: [stairs.process("climber", climb)], properties });
  return { name: "a climb", unless: "", applies: () => true, model, sizes: [{}], usual: 1 };
}

async function strengthIn(scenario: Scenario) {
  const { properties } = await check(scenario.model(after, {}), { engine: "reference" });
  const found: Finding = {
    properties: properties.map((property) => ({ ...property, trace: null })),
    states: 1,
    transitions: 0,
    initialStates: 1,
    seconds: 0,
    fallbacks: [],
    known: false,
    reason: null,
    outcomes: null,
  };
  const member = { scenario, size: {}, rung: 0, name: scenario.name, isUsual: true, isFurther: false };
  return strengthOf(before, after, [{ member, before: found, after: found }], { set: {} });
}

test("mutants of a patched function are noticed by what is asked of it, and told with their places by what is not", async () => {
  const strong = await strengthIn(climbing([everyStair, atTheTop]));
  const weak = await strengthIn(climbing([]));
  if (!strong.asked || !weak.asked) throw new Error("mutants were not tried");
  expect(strong.killed).toBeGreaterThan(weak.killed);
  expect(strong.survivors.length).toBe(strong.survived);
  expect(weak.survivors.map(({ function: name }) => new Set([name]).size)).toEqual(weak.survivors.map(() => 1));
  expect(weak.survivors.every(({ file, line }) => file.endsWith("strengthOf.test.ts") && line > 20)).toBe(true);
  expect(isStrong(weak)).toBe(false);
});

test("probes are asked besides the members, unless somebody sets bounds", async () => {
  const probes = [climbing([everyStair, atTheTop])];
  const asked = await strengthOf(before, after, [], { set: {}, probes });
  expect(asked).toMatchObject({ asked: true, undecided: 0 });
  expect(asked.asked && asked.killed).toBeGreaterThan(0);
  expect(await strengthOf(before, after, [], { set: { any: 1 }, probes })).toMatchObject({ asked: false });
});

test("a patch that replaces no function has no mutants, and that is said", async () => {
  const plain = { ...before, set: { ...before.set } };
  expect(await strengthOf(before, plain, [], { set: {} })).toEqual({ asked: false, why: "not asked: the patch replaces no function" });
});
