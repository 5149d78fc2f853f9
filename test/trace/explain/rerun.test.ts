import { expect, test } from "vitest";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { compose } from "../../../src/language/compose.js";
import { bool, parameters, range, system, when } from "../../../src/language/index.js";
import { judgeOf } from "../../../src/trace/explain/judge.js";
import { type Leaf, leavesOf } from "../../../src/trace/explain/leaves.js";
import { endsWell, type Run } from "../../../src/trace/explain/rerun.js";
import { Reruns } from "../../../src/trace/explain/reruns.js";
import type { Turn } from "../../../src/trace/explain/schedule.js";

const lamp = system("lamp", { parameters: parameters({}), variables: { on: bool, count: range(0, 9) } });

const user = lamp.actor("user", {
  source: "",
  exits: ["done"],
  steps: {
    ask(s, _me, _p, choose) {
      s.count = choose.number("count", 1, 4);
      return s.count > 2 ? "again" : "press";
    },
    again: () => "ask",
    press(s) {
      when(!s.on);
      s.on = true;
      return "done";
    },
  },
});

const blinker = lamp.actor("blinker", {
  source: "",
  steps: {
    toggle(s) {
      s.on = !s.on;
      return "toggle";
    },
  },
});

const switcher = lamp.actor("switcher", {
  source: "",
  steps: {
    off(s) {
      when(s.on);
      s.on = false;
      return "off";
    },
  },
});

const small = lamp.always("the count stays small", {}, (s) => s.count < 4);

function start(...processes: Parameters<typeof lamp.model>[1]["processes"]) {
  const stepper = new Stepper(compose(lamp.model("m", { processes, properties: [small] })));
  let state = new Int32Array();
  stepper.initialStates(() => {
    state = Int32Array.from(stepper.slots);
  });
  return { stepper, state, judge: judgeOf(stepper, small.name) };
}

function rerun({ stepper, state, judge }: ReturnType<typeof start>, turns: readonly Turn[], next = 0, first?: Leaf): Run {
  return new Reruns(stepper, judge, turns).run(state, next, first);
}

const ask = (count: number): Turn => ({ process: 0, control: "user.ask", choices: [{ label: "count", value: count }] });
const turn = (control: string, process = 0): Turn => ({ process, control, choices: [] });

function wayOf({ steps }: Run): readonly string[] {
  return steps.map(({ control, choices }) => [control.name, ...choices.map(({ value }) => value)].join(" "));
}

test("a schedule runs as it did, and processes that have not ended run to their ends", () => {
  const lit = start(lamp.process("user", user));
  const run = rerun(lit, [ask(2)]);
  expect(wayOf(run)).toEqual(["user.ask 2", "user.press"]);
  expect(run.end).toBe("ended");
  expect(endsWell(run.end)).toBe(true);
});

test("a process that is led elsewhere is answered as the trace answered it there, and otherwise takes the first way that there is", () => {
  const lit = start(lamp.process("user", user));
  const first = leavesOf(lit.stepper, lit.state).find(({ choices }) => choices[0]?.value === 3);
  if (first === undefined) throw new Error("no such answer");
  expect(wayOf(rerun(lit, [ask(2), turn("user.press")], 1, first))).toEqual(["user.ask 3", "user.again", "user.ask 2", "user.press"]);
  expect(wayOf(rerun(lit, []))).toEqual(["user.ask 1", "user.press"]);
});

test("a run ends where the property fails", () => {
  const lit = start(lamp.process("user", user));
  const run = rerun(lit, [ask(4), turn("user.again"), ask(1)]);
  expect(wayOf(run)).toEqual(["user.ask 4"]);
  expect(run.end).toBe("violated");
});

test("who cannot move lets a turn pass; a turn that is passed is made up for by the next", () => {
  const lit = start(lamp.process("user", user), lamp.process("switcher", switcher, { daemon: true }));
  const turns = [turn("switcher.off", 1), ask(1), turn("user.press")];
  expect(wayOf(rerun(lit, turns))).toEqual(["user.ask 1", "user.press"]);
  expect(wayOf(rerun(lit, [ask(1), turn("user.press")], 1))).toEqual(["user.ask 1", "user.press"]);
});

test("daemons get a turn only where nobody else can move", () => {
  const lit = start(lamp.process("one", user), lamp.process("two", user), lamp.process("switcher", switcher, { daemon: true }));
  expect(wayOf(rerun(lit, []))).toEqual(["one.ask 1", "two.ask 1", "one.press", "switcher.off", "two.press"]);
});

test("a process that waits for ever is stuck, and that is no good end", () => {
  const lit = start(lamp.process("one", user), lamp.process("two", user));
  const run = rerun(lit, []);
  expect(run.end).toBe("stuck");
  expect(endsWell(run.end)).toBe(false);
});

test("processes without an end may go round for ever", () => {
  const lit = start(lamp.process("blinker", blinker));
  const run = rerun(lit, []);
  expect(run.end).toBe("endless");
  expect(endsWell(run.end)).toBe(true);
});
