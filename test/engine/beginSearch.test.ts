import { expect, test } from "vitest";
import { createMachine } from "xstate";
import { check, ghost, type Model, parameters, range, system } from "../../src/index.js";
import { fromXState } from "../../src/testing/xstate/index.js";
import { peterson } from "../fixtures/peterson.js";

const sys = system("counter", { parameters: parameters({}), variables: { count: range(0, 3), ought: ghost(range(0, 1)) } });

/** Made at run time: no file has its text. */
const counting = new Function("s", "s.count = 1; return 'end';") as () => "end";
const sourceless = sys.model("sourceless", {
  processes: [sys.process("p", sys.actor("a", { source: "this test", exits: ["end"], steps: { go: counting } }))],
});
const door = createMachine({ id: "door", initial: "closed", states: { closed: { on: { OPEN: "open" } }, open: {} } });
const interpreted = fromXState(door, { context: {}, events: [{ type: "OPEN" }] }).model("a door");

test.each<[string, Model, string]>([
  ["whose bodies see arguments of a function around them", peterson, "FL202"],
  ["whose source is not to be found", sourceless, "FL206"],
  ["that is a machine of another library", interpreted, "FL310"],
])("a model %s is explored by the reference engine, and the result says why", async (_, model, code) => {
  const [usual, reference] = [await check(model), await check(model, { engine: "reference" })];
  expect(usual).toMatchObject({ engine: "reference", workers: 1 });
  expect(usual.fallbacks).toEqual([expect.stringContaining(`the reference engine explored it, for it cannot be compiled: ${code}, `)]);
  expect(reference.fallbacks).toEqual([]);
  const { states, transitions, depth, verdict } = reference;
  expect(usual).toMatchObject({ states, transitions, depth, verdict });
});

test.each<[Model, string]>([
  [peterson, "FL202"],
  [sourceless, "FL206"],
  [interpreted, "FL310"],
])("where the compiled engine is asked for by name, the same is a coded error: $1", async (model, code) => {
  await expect(check(model, { engine: "compiled" })).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
});

test("a mistake that the compiler finds is no reason to do without it", async () => {
  const haunting = sys.actor("haunting", {
    source: "this test",
    exits: ["end"],
    steps: {
      go(s) {
        if (s.ought === 1) s.count = 1;
        return "end";
      },
    },
  });
  const haunted = sys.model("haunted", { processes: [sys.process("p", haunting)] });
  await expect(check(haunted)).rejects.toMatchObject({ code: "FL209" });
});

test("nor is a model that rolls dice, whatever else keeps it from being compiled", async () => {
  const gamble = (stake: number) => {
    const dice = sys.actor("dice", {
      source: "this test",
      exits: ["end"],
      steps: {
        roll(s) {
          s.count = Math.random() < 0.5 ? stake : 0;
          return "end";
        },
      },
    });
    return sys.model("gamble", { processes: [sys.process("p", dice)] });
  };
  await expect(check(gamble(1))).rejects.toMatchObject({ code: "FL201" });
});
