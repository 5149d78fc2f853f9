import { describe, expect, it } from "vitest";
import { DOMAINS } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { kernel, parameters, prototype, range, system, when } from "../../../src/language/index.js";
import { counts, explore, resultOf, traceOf } from "../../fixtures/explore.js";

const sys = system("calls", { parameters: parameters({ most: 3 }), variables: { sum: range(0, 50), seen: range(0, 9) } });
const digit = range(0, 9);

/** Counts from `from` up to `to`, unless that is not up. */
const climb = prototype("climb", { args: { from: digit, to: digit }, results: { steps: digit }, exits: ["there", "downhill"] });
const climbing = sys.machine(climb, {
  source: "this test",
  locals: { at: digit },
  steps: {
    start(_, me) {
      if (me.from > me.to) return "downhill";
      me.at = me.from;
      return "step";
    },
    step(_, me) {
      if (me.at === me.to) return "there";
      me.at += 1;
      me.steps += 1;
      return "step";
    },
  },
});

/** Climbs twice, from two call sites, and adds up what it took. */
const twice = sys.actor("twice", {
  source: "this test",
  locals: { first: digit, kept: digit },
  exits: ["done", "failed"],
  steps: {
    begin(_, me) {
      me.kept = 2;
      return "up";
    },
    end(s, me) {
      s.seen = me.first;
      return "done";
    },
  },
  calls: {
    up: {
      to: climb,
      with: (_, me) => ({ from: 0, to: me.kept }),
      on: {
        there(s, me, out) {
          me.first = out.steps;
          s.sum += out.steps;
          return "again";
        },
        downhill: () => "failed",
      },
    },
    again: {
      to: climb,
      with: (_, __, { most }) => ({ from: 1, to: most }),
      on: {
        there(s, _, out) {
          s.sum += out.steps * 10;
          return "end";
        },
        downhill: () => "failed",
      },
    },
  },
});
const linux = kernel("one", { links: [climbing] });

describe("machines that call each other", () => {
  const model = sys.model("calls", {
    kernel: linux,
    processes: [sys.process("p", twice)],
    properties: [sys.sometimes("summed up", {}, (s) => s.sum === 2 + 20 && s.seen === 2)],
  });

  it("get their arguments, hand their results to the exit's handler, and go on where it says", () => {
    const result = explore(model);
    expect(result.verdict).toBe("holds");
    // begin, start and three steps, start and three steps, end: entering and leaving take no transition of their own.
    expect(counts(result)).toEqual({ states: 11, transitions: 10, depth: 10, initialStates: 1 });
    expect(resultOf(result, "summed up").witness?.steps.map(({ path, function: name, step }) => `${path}: ${name}.${step}`)).toEqual([
      "p: twice.begin",
      "p/up: climb.start",
      "p/up: climb.step",
      "p/up: climb.step",
      "p/up: climb.step",
      "p/again: climb.start",
      "p/again: climb.step",
      "p/again: climb.step",
      "p/again: climb.step",
      "p: twice.end",
    ]);
  });

  it("have an instance for each call site, with its own slots, named by its path", () => {
    const { instances, slots } = compose(model);
    expect(instances.map(({ path }) => path)).toEqual(["p", "p/up", "p/again"]);
    expect(slots.map(({ name }) => name)).toContain("p/again.steps");
  });

  it("leave by the exit that they name", () => {
    expect(Object.keys(explore(model, { most: 0 }).fired)).toContain("p/again.step");
    expect(explore(model, { most: 0 }).fired).toMatchObject({ "p/up.step": 3, "p/again.start": 1, "p/again.step": 0, "p.end": 0 });
  });

  it("forget their locals, arguments and results when they are left", () => {
    const { slots } = compose(model);
    const last = resultOf(explore(model), "summed up").witness?.steps.at(-1)?.state ?? [];
    const rest = slots.flatMap(({ name }, slot) => (name.startsWith("p") && !name.endsWith("@") ? [last[slot]] : []));
    expect(rest.length).toBeGreaterThan(8);
    expect(new Set(rest)).toEqual(new Set([0]));
  });
});

describe("the process that a function runs as", () => {
  const model = sys.model("root", {
    kernel: linux,
    processes: [sys.process("walker", climb, { with: (_, { most }) => ({ from: 1, to: most }) })],
    properties: [sys.sometimes("never asked", {}, (s) => s.sum === 1)],
  });

  it("gets its arguments in the initial state, and keeps its results at its end", () => {
    const result = explore(model);
    expect(counts(result)).toMatchObject({ states: 5, transitions: 4 });
    const composed = compose(model);
    const keep = composed.instances[0]?.results ?? { from: 0, to: 0 };
    const ended = sys.model("ended", { ...model, properties: [sys.always("not yet", {}, (s) => s.sum === 1)] });
    expect(resultOf(explore(ended), "not yet").trace?.initial[keep.from]).toBe(0);
    expect(keep.to - keep.from).toBe(1);
  });
});

describe("a wiring that breaks a rule", () => {
  it("breaks it for the step that led there, and the trace says where", () => {
    const model = sys.model("too far", {
      kernel: linux,
      processes: [
        sys.process(
          "p",
          sys.actor("too far", {
            source: "this test",
            locals: { n: digit },
            steps: {
              go(_, me) {
                me.n = 9;
                return "call";
              },
            },
            calls: { call: { to: climb, with: (_, me) => ({ from: 0, to: me.n + 1 }), on: { there: () => "go", downhill: () => "go" } } },
          }),
        ),
      ],
    });
    const { trace } = resultOf(explore(model), DOMAINS);
    expect(trace?.failure).toMatchObject({ message: "domain: p/call.to = 10 leaves 0 … 9", site: { file: import.meta.filename ?? __filename } });
    expect(traceOf(explore(model), DOMAINS)).toEqual(["p.go()"]);
  });
});

describe("a callee that blocks", () => {
  it("holds up its caller only", () => {
    const wait = prototype("wait", { exits: ["over"] });
    const waiting = sys.machine(wait, {
      source: "this test",
      steps: {
        sleep(s) {
          when(s.seen === 3);
          return "over";
        },
      },
    });
    const caller = sys.actor("caller", {
      source: "this test",
      exits: ["done"],
      steps: { end: () => "done" },
      start: "nap",
      calls: { nap: { to: wait, on: { over: () => "end" } } },
    });
    const waker = sys.actor("waker", {
      source: "this test",
      exits: ["done"],
      steps: {
        count(s) {
          s.seen += 1;
          return s.seen === 3 ? "done" : "count";
        },
      },
    });
    const model = sys.model("naps", { kernel: kernel("two", { links: [waiting] }), processes: [sys.process("caller", caller), sys.process("waker", waker)] });
    // The caller starts inside its call, sleeps while the other counts to three, and takes two steps afterwards.
    expect(counts(explore(model))).toEqual({ states: 6, transitions: 5, depth: 5, initialStates: 1 });
    expect(explore(model).verdict).toBe("holds");
  });
});
