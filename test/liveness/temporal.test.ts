import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { contentHash } from "../../src/engine/contentHash.js";
import { compose } from "../../src/language/compose.js";
import {
  bool,
  div,
  type Fairness,
  ltl,
  type Model,
  oneOf,
  type Property,
  parameters,
  range,
  stronglyFair,
  system,
  weaklyFair,
  when,
} from "../../src/language/index.js";
import { peterson } from "../fixtures/peterson.js";
import { decide, lassoOf, partsOf, verdicts } from "./decide.js";

// A writer that copies cells of a page that an evictor takes away again and again: DESIGN's write loop, in two machines.
const sys = system("a retried copy", {
  parameters: parameters({ CELLS: 2, broken: false }),
  variables: { resident: bool, left: range(0, 4), state: oneOf("idle", "writing", "written") },
});

const writer = sys.actor("writer", {
  source: "generic_perform_write(), in short",
  exits: ["done"],
  steps: {
    begin(s, _, { CELLS }) {
      s.left = CELLS;
      s.state = "writing";
      return "faultIn";
    },
    faultIn(s) {
      s.resident = true;
      return "copy";
    },
    copy(s, _, __, choose) {
      const copied = s.resident ? choose.number("copied", 1, s.left) : 0;
      s.left -= copied;
      if (s.left > 0) return "faultIn";
      s.state = "written";
      return "done";
    },
  },
});

const evictor = sys.actor("evictor", {
  source: "shrink_folio_list(), in short",
  steps: {
    evict(s) {
      when(s.resident);
      s.resident = false;
      return "evict";
    },
  },
});

/** A page that was faulted in stays resident until the next copy, infinitely often. */
const luck: Fairness = stronglyFair({ step: "writer.copy", choice: "copied" });
const writing = sys.predicate("writing", (s) => s.state === "writing");

function model(properties: readonly Property[], ...fairness: readonly Fairness[]): Model {
  return sys.model("a retried copy", {
    processes: [sys.process("writer", writer), sys.process("evictor", evictor, { daemon: true })],
    properties,
    fairness,
  });
}

const returns = sys.terminates("the write returns", {}, "writer");

describe("the write loop of two machines", () => {
  test("returns if a page stays resident until the copy infinitely often, and the lasso says why it does not otherwise", async () => {
    const unlucky = await decide(model([returns], weaklyFair({})));
    expect(verdicts(unlucky)).toEqual({ "the write returns": "violated" });
    const trace = lassoOf(unlucky, "the write returns");
    expect(partsOf(trace)).toEqual({ stem: ["writer.begin"], loop: ["writer.faultIn", "evictor.evict", "writer.copy"] });
    expect(trace.fairness).toEqual([
      { strength: "weak", name: "writer", because: "taken", moments: [1, 3] },
      { strength: "weak", name: "evictor", because: "taken", moments: [2] },
    ]);
    expect(trace.atoms).toEqual([{ name: "ended(writer)", of: "state", moments: [] }]);
    expect(trace.failure.message).toBe("<> ended(writer) is false of this run");
    expect(verdicts(await decide(model([returns], weaklyFair({ process: "writer" }), luck)))).toEqual({ "the write returns": "holds" });
  });

  test("weak fairness of the choice does not help where it is disabled again and again", async () => {
    const weak = weaklyFair({ step: "writer.copy", choice: "copied" });
    const { fairness } = lassoOf(await decide(model([returns], weaklyFair({ process: "writer" }), weak)), "the write returns");
    expect(fairness?.at(-1)).toEqual({ strength: "weak", name: "writer.copy with copied", because: "not always enabled", moments: [1, 3] });
  });

  test("without fairness, a run that forgets the writer is told so", async () => {
    const { failure, loop, steps } = lassoOf(await decide(model([sys.eventually("is written", {}, (s) => s.state === "written")])), "is written");
    expect([loop, steps.length, failure.message]).toEqual([1, 4, "<> p is false of this run"]);
  });

  test("the same can be said in the formula: what a formula speaks of may be states, places and steps", async () => {
    const stays = sys.temporal("a copy of a resident page, infinitely often, brings the write to its end", {}, "[] <> lucky -> <> returned", {
      lucky: ltl.and(
        ltl.taken({ step: "writer.copy" }),
        sys.predicate("resident", (s) => s.resident),
      ),
      returned: ltl.ended("writer"),
    });
    const never = sys.temporal("no copy ever finds its page", {}, "[] !lucky", { lucky: ltl.taken({ choice: "copied", value: 2 }) });
    const result = await decide(model([stays, never], weaklyFair({ process: "writer" })));
    expect(Object.values(verdicts(result))).toEqual(["holds", "violated"]);
    expect(partsOf(lassoOf(result, never.name))).toEqual({ stem: ["writer.begin", "writer.faultIn", "writer.copy(2)", "evictor.evict"], loop: [] });
  });
});

describe("each word of the language means what it says", () => {
  const counting = system("counting", { parameters: parameters({}), variables: { n: range(0, 3) } });
  /** 0, 1, 2, 3, 1, 2, 3, 1, … */
  const counter = counting.actor("counter", {
    source: "this test",
    steps: {
      count(s) {
        s.n = s.n === 3 ? 1 : s.n + 1;
        return "count";
      },
    },
  });
  const once = counting.actor("counter", {
    source: "this test",
    exits: ["done"],
    steps: {
      count(s) {
        s.n += 1;
        return s.n === 3 ? "done" : "count";
      },
    },
  });
  const asked: readonly Property[] = [
    counting.eventually("comes to 3", {}, (s) => s.n === 3),
    counting.infinitelyOften("comes to 0 again and again", {}, (s) => s.n === 0),
    counting.infinitelyOften("comes to 3 again and again", {}, (s) => s.n === 3),
    counting.eventuallyAlways("stays above 0", {}, (s) => s.n > 0),
    counting.eventuallyAlways("stays at 3", {}, (s) => s.n === 3),
    counting.leadsTo(
      "after 3 comes 1",
      {},
      (s) => s.n === 3,
      (s) => s.n === 1,
    ),
    counting.leadsTo(
      "after 1 comes 0",
      {},
      (s) => s.n === 1,
      (s) => s.n === 0,
    ),
    counting.leadsTo(
      "after 4 comes 0",
      {},
      (s) => s.n > 3,
      (s) => s.n === 0,
    ),
    counting.until(
      "below 2 until 2",
      {},
      (s) => s.n < 2,
      (s) => s.n === 2,
    ),
    counting.until(
      "0 until 2",
      {},
      (s) => s.n === 0,
      (s) => s.n === 2,
    ),
    counting.temporal("steps are taken for ever", {}, ltl.globally(ltl.eventually(ltl.taken({ process: "counter" })))),
    counting.temporal("it stands before its step", {}, ltl.globally(ltl.at("counter.count"))),
  ];
  const round = (machine: typeof counter | typeof once) => counting.model("counting", { processes: [counting.process("counter", machine)], properties: asked });

  test("of a run that goes on", async () => {
    expect(verdicts(await decide(round(counter)))).toEqual({
      "comes to 3": "holds",
      "comes to 0 again and again": "violated",
      "comes to 3 again and again": "holds",
      "stays above 0": "holds",
      "stays at 3": "violated",
      "after 3 comes 1": "holds",
      "after 1 comes 0": "violated",
      "after 4 comes 0": "vacuous",
      "below 2 until 2": "holds",
      "0 until 2": "violated",
      "steps are taken for ever": "holds",
      "it stands before its step": "holds",
    });
  });

  test("of a run that ends, which stays in its last state for ever", async () => {
    const result = await decide(round(once));
    expect(verdicts(result)).toEqual({
      "comes to 3": "holds",
      "comes to 0 again and again": "violated",
      "comes to 3 again and again": "holds",
      "stays above 0": "holds",
      "stays at 3": "holds",
      "after 3 comes 1": "violated",
      "after 1 comes 0": "violated",
      "after 4 comes 0": "vacuous",
      "below 2 until 2": "holds",
      "0 until 2": "violated",
      "steps are taken for ever": "violated",
      "it stands before its step": "violated",
    });
    expect(partsOf(lassoOf(result, "after 3 comes 1"))).toEqual({ stem: ["counter.count", "counter.count", "counter.count"], loop: [] });
  });
});

/** Its bodies are of a function with arguments, which no compiler takes. */
const REFERENCE = { engine: "reference" } as const;

describe("Peterson's lock", () => {
  const lock = peterson.system;
  const enters = (...fairness: readonly Fairness[]): Model => ({
    ...peterson,
    properties: [lock.infinitelyOften("task 0 gets in", { fairness }, (s) => s.inside[0] === true)],
  });

  test("lets everybody in again and again whom the scheduler does not forget", async () => {
    expect(verdicts(await check(enters(weaklyFair({ process: "task *" })), REFERENCE))).toEqual({ "task 0 gets in": "holds" });
  });

  test("a scheduler that forgets somebody is told whom", async () => {
    const trace = lassoOf(await check(enters(), REFERENCE), "task 0 gets in");
    expect(partsOf(trace)).toEqual({ stem: [], loop: ["task 1.want", "task 1.yield", "task 1.wait", "task 1.leave"] });
    expect(trace.failure.message).toBe("[] <> p is false of this run; task 0 could always move, and never does");
  });
});

describe("what was not explored is not decided", () => {
  const never = sys.eventually("is never written", {}, (s) => s.state === "written");

  test("a budget that ran out leaves a property incomplete unless a loop was found", async () => {
    const { verdict, properties, reason } = await decide(model([returns, never]), { maxStates: 3 });
    expect([verdict, reason]).toEqual(["incomplete", "more than 3 states"]);
    expect(properties.filter(({ kind }) => kind === "temporal").map((property) => property.verdict)).toEqual(["incomplete", "incomplete"]);
    expect(verdicts(await decide(model([returns]), { maxStates: 10 }))).toEqual({ "the write returns": "violated" });
  });

  test("--stop-on-first decides no temporal property after a violation", async () => {
    const both = await decide(model([returns, never]), { stopOnFirst: true });
    expect([both.verdict, both.reason]).toEqual(["violated", "stopped at the first violation"]);
    expect(verdicts(both)).toEqual({ "the write returns": "violated", "is never written": "incomplete" });
    const safety = sys.never("nobody writes", {}, (s) => s.state === "writing");
    expect(verdicts(await decide(model([safety, returns]), { stopOnFirst: true }))).toEqual({ "the write returns": "incomplete" });
  });
});

describe("what a property speaks of has to be there", () => {
  test.each<[string, Model, string]>([
    ["a process", model([sys.terminates("t", {}, "wirter")]), "there is no end of process 'wirter'"],
    ["an end of a process", model([sys.terminates("t", {}, "evictor")]), "there is no end of process 'evictor'"],
    ["a step", model([returns], weaklyFair({ step: "writer.cpoy" })), "there is no step of 'writer.cpoy'"],
    ["a control state", model([sys.temporal("t", {}, ltl.at("nowhere"))]), "there is no 'nowhere'"],
    ["a choice", model([returns], weaklyFair({ choice: "copeid" })), "no step makes a choice 'copeid'"],
  ])("%s: FL124", async (_, mistaken, message) => {
    await expect(decide(mistaken)).rejects.toMatchObject({ code: "FL124", message, site: { file: expect.stringContaining("temporal.test.ts") } });
  });

  test("a choice that no reachable step makes is no mistake", async () => {
    const idle = sys.process(
      "writer",
      sys.variant(writer, "idle", { steps: { begin: () => "done", copy: (_, __, ___, choose) => (choose.flag("never asked") ? "done" : "faultIn") } }),
    );
    const quiet = sys.model("quiet", { processes: [idle], properties: [returns], fairness: [stronglyFair({ choice: "never asked" })] });
    expect(verdicts(await decide(quiet))).toEqual({ "the write returns": "holds" });
  });
});

test("a predicate that breaks a rule of the language is an error on both engines", async () => {
  const broken = model([sys.eventually("broken", {}, (s) => div(1, s.left) > 5)]);
  await expect(decide(broken)).rejects.toMatchObject({ code: "FL110" });
  await expect(check(broken, { engine: "compiled" })).rejects.toMatchObject({ code: "FL110" });
});

test("a named predicate may stand in several formulas", async () => {
  const property = sys.temporal("writes", {}, ltl.globally(ltl.implies(writing, ltl.eventually(ltl.not(writing)))));
  expect(verdicts(await decide(model([property])))).toEqual({ writes: "violated" });
});

test("another predicate, formula or fairness is another question, the same ones are the same", () => {
  const asked = (property: Property, ...fairness: readonly Fairness[]): string => contentHash(compose(model([property], ...fairness)));
  const questions = [
    asked(sys.eventually("q", {}, (s) => s.left === 0)),
    asked(sys.eventually("q", {}, (s) => s.left === 1)),
    asked(sys.infinitelyOften("q", {}, (s) => s.left === 0)),
    asked(
      sys.eventually("q", {}, (s) => s.left === 0),
      weaklyFair({}),
    ),
    asked(
      sys.eventually("q", {}, (s) => s.left === 0),
      stronglyFair({}),
    ),
  ];
  expect(new Set(questions).size).toBe(questions.length);
  expect(asked(sys.eventually("q", {}, (s) => s.left === 0))).toBe(questions[0]);
});
