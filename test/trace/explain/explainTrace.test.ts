import { expect, test } from "vitest";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { DOMAINS, NO_DEADLOCK } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { bool, type Check, defineCheck, parameters, range, system, when } from "../../../src/language/index.js";
import { causalSlice } from "../../../src/trace/explain/causalSlice.js";
import { explainTrace } from "../../../src/trace/explain/explainTrace.js";
import { foldedSteps } from "../../../src/trace/explain/foldedSteps.js";
import { judgeOf } from "../../../src/trace/explain/judge.js";
import { lastChance } from "../../../src/trace/explain/lastChance.js";
import { leavesOf } from "../../../src/trace/explain/leaves.js";
import { pathOf } from "../../../src/trace/explain/path.js";
import { Reruns } from "../../../src/trace/explain/reruns.js";
import { overflow } from "../../cli/fixtures/tank.check.js";
import { traceOf } from "../traceOf.js";

const shop = system("shop", {
  parameters: parameters({}),
  variables: { stock: range(0, 3), sold: range(0, 5), open: bool, broken: bool, clock: range(0, 2) },
});

/** Looks at the stock, does something else, and sells what it saw. */
const clerk = shop.actor("clerk", {
  source: "the example",
  exits: ["home"],
  locals: { seen: range(0, 3) },
  steps: {
    look(s, me) {
      me.seen = s.stock;
      return "wait";
    },
    wait: () => "sell",
    sell(s, me, _p, choose) {
      const wanted = choose.number("wanted", 1, 2);
      when(wanted <= me.seen);
      s.sold += wanted;
      return "home";
    },
  },
});

const thief = shop.actor("thief", {
  source: "the example",
  steps: {
    steal(s) {
      when(s.stock > 0);
      s.stock = 0;
      return "steal";
    },
  },
});

const clockwork = shop.actor("clock", {
  source: "the example",
  exits: ["stopped"],
  steps: {
    tick(s) {
      s.clock += 1;
      return s.clock === 2 ? "stopped" : "tick";
    },
  },
});

const stocked = shop.initial((s, _p, choose) => {
  s.stock = choose.number("stock", 1, 2);
  s.open = choose.flag("open");
});

const honest = shop.always("what is sold was there", {}, (s) => s.sold === 0 || s.stock > 0);

const robbed = defineCheck({
  id: "shop/robbed",
  title: "What is sold is there",
  expect: "violated",
  model: shop.model("a thief", {
    processes: [shop.process("clerk", clerk), shop.process("thief", thief, { daemon: true }), shop.process("clock", clockwork)],
    initial: stocked,
    properties: [honest],
  }),
});

const modest = shop.always("one is sold", {}, (s) => s.sold < 2);

const greedy = defineCheck({
  id: "shop/greedy",
  title: "One is sold at a time",
  expect: "violated",
  model: shop.model("no thief", { processes: [shop.process("clerk", clerk)], initial: stocked, properties: [modest] }),
});

function modelOf({ runs: [run] }: Check) {
  if (run === undefined) throw new Error("no run");
  return compose(run.model);
}

async function explained(check: Check, property: string) {
  const trace = await traceOf(check, property);
  const explanation = await explainTrace(modelOf(check), trace);
  if (explanation === undefined) throw new Error("not explained");
  return { trace, explanation };
}

test("the step without which it goes well is marked, with the run in which its process passes the turn", async () => {
  const { trace, explanation } = await explained(robbed, honest.name);
  const theft = trace.steps.findIndex(({ step }) => step === "steal");
  const mark = explanation.steps[theft];
  expect(mark?.instead).toBeNull();
  expect(mark?.run().end).toBe("ended");
  expect(mark?.run().steps.some(({ step }) => step === "steal")).toBe(false);
  expect(mark?.run().steps.at(-1)?.state?.variables).toMatchObject({ stock: 1, sold: 1, clock: 2 });
});

test("steps of a process that nothing hangs on are not marked, and fold where they are several", async () => {
  const { trace, explanation } = await explained(greedy, modest.name);
  expect(trace.steps.map(({ step }) => step)).toEqual(["look", "wait", "sell"]);
  expect(explanation.steps.map((mark) => mark !== null)).toEqual([false, false, true]);
  expect(foldedSteps(trace, explanation)).toEqual([true, true, false]);
});

test("an answer that would have saved it is named, and so is the choice of the initial state", async () => {
  const { explanation } = await explained(greedy, modest.name);
  expect(explanation.steps[2]?.instead).toEqual([{ label: "wanted", value: 1 }]);
  expect(explanation.initial).toMatchObject([{ label: "stock", value: 2, instead: 1 }]);
});

test("a choice of the initial state is marked only if the same schedule ends well from the state that differs in it alone", async () => {
  const empty = defineCheck({
    id: "shop/closed",
    title: "Nothing is sold of two",
    expect: "violated",
    model: shop.model("a closed shop", {
      processes: [shop.process("clerk", clerk)],
      initial: stocked,
      properties: [shop.always("a closed shop sells nothing", {}, (s) => s.open || s.sold === 0)],
    }),
  });
  const { explanation } = await explained(empty, "a closed shop sells nothing");
  expect(explanation.initial.map(({ label, value, instead }) => ({ label, value, instead }))).toEqual([{ label: "open", value: false, instead: true }]);
  expect(explanation.lastChance).toEqual({ kind: "never" });
});

test("the last chance is the last state from which some run ends well, with a shortest one", async () => {
  const { explanation } = await explained(greedy, modest.name);
  expect(explanation.lastChance).toMatchObject({
    kind: "found",
    after: 2,
    sibling: { end: "ended", steps: [{ step: "sell", choices: [{ label: "wanted", value: 1 }] }] },
  });
});

test("a search for the last chance that meets its bound says that it is not known", async () => {
  const trace = await traceOf(robbed, honest.name);
  const stepper = new Stepper(modelOf(robbed));
  expect(lastChance(stepper, judgeOf(stepper, honest.name), pathOf(stepper, trace), 1)).toMatchObject({ kind: "unknown", bound: 1 });
});

test("a stuck process is saved by the step without which it would not be stuck", async () => {
  const waiter = shop.actor("waiter", {
    source: "the example",
    exits: ["served"],
    steps: {
      order(s) {
        when(s.stock > 0);
        return "served";
      },
    },
  });
  const waiting = defineCheck({
    id: "shop/waiting",
    title: "Everybody is served",
    expect: "violated",
    model: shop.model("waiting", { processes: [shop.process("waiter", waiter), shop.process("thief", thief, { daemon: true })], initial: stocked }),
  });
  const { trace, explanation } = await explained(waiting, NO_DEADLOCK);
  expect(trace.steps.map(({ step }) => step)).toEqual(["steal"]);
  expect(explanation.conjunct).toBeNull();
  expect(explanation.steps[0]?.run().steps.map(({ step }) => step)).toEqual(["order"]);
  expect(explanation.lastChance).toMatchObject({ kind: "found", after: 0 });
});

test("what earlier runs have shown changes no answer: each run by itself comes out the same", async () => {
  for (const [check, property] of [
    [robbed, honest.name],
    [greedy, modest.name],
  ] as const) {
    const stepper = new Stepper(modelOf(check));
    const judge = judgeOf(stepper, property);
    const { turns, states } = pathOf(stepper, await traceOf(check, property));
    const shared = new Reruns(stepper, judge, turns);
    for (const [number, { process }] of turns.entries()) {
      const from = states[number] as Int32Array;
      for (const first of [undefined, ...leavesOf(stepper, from, process)]) {
        expect(shared.end(from, number + 1, first)).toBe(new Reruns(stepper, judge, turns).end(from, number + 1, first));
      }
    }
  }
});

test("a slice that has spent its steps says how many turns it did not ask, and those are the first", async () => {
  const stepper = new Stepper(modelOf(robbed));
  const path = pathOf(stepper, await traceOf(robbed, honest.name));
  const slice = (most?: number) => causalSlice(stepper, new Reruns(stepper, judgeOf(stepper, honest.name), path.turns), path, most);
  expect(slice().unasked).toBe(0);
  expect(slice(0)).toEqual({ initial: [], turns: path.turns.map(() => null), unasked: path.turns.length });
  const some = slice(path.turns.length + 5);
  expect(some.unasked).toBeGreaterThan(0);
  expect(some.unasked).toBeLessThan(path.turns.length);
  expect(some.turns.map((mark) => mark !== null).slice(some.unasked)).toEqual(
    slice()
      .turns.map((mark) => mark !== null)
      .slice(some.unasked),
  );
});

test("where no run of a model ends, there is no last chance to speak of", async () => {
  const { explanation } = await explained(overflow, DOMAINS);
  expect(explanation.lastChance).toEqual({ kind: "endless" });
  expect(explanation.steps.every((mark) => mark === null)).toBe(true);
});
