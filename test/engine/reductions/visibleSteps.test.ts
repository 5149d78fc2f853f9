import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.js";
import { bool, ltl, type Model, type Property, parameters, system } from "../../../src/language/index.js";

/** Two processes with nothing in common: either order of their steps comes to the same, unless it is asked after. */
const sys = system("two strangers", { parameters: parameters({}), variables: { x: bool, y: bool } });

const p = sys.actor("p", {
  source: "raises x",
  exits: ["done"],
  steps: {
    raise(s) {
      s.x = true;
      return "done";
    },
  },
});

const q = sys.actor("q", {
  source: "raises y",
  exits: ["done"],
  steps: {
    raise(s) {
      s.y = true;
      return "done";
    },
  },
});

function asking(...properties: readonly Property[]): Model {
  return sys.model("two strangers", { processes: [sys.process("p", p), sys.process("q", q)], properties });
}

const x = sys.predicate("x", (s) => s.x);
const y = sys.predicate("y", (s) => s.y);
const [pMoves, qMoves] = [ltl.taken({ process: "p" }), ltl.taken({ process: "q" })];
const [pEnded, qEnded] = [ltl.ended("p"), ltl.ended("q")];

test("of two orders of independent steps one is left out where nobody asks after either", async () => {
  const model = asking(sys.always("anything", {}, () => true));
  expect((await check(model)).states).toBe(4);
  expect((await check(model, { reduce: ["por"] })).states).toBe(3);
});

test.each([
  ["a state property", sys.never("q is first", {}, (s) => s.y && !s.x), sys.never("p is first", {}, (s) => s.x && !s.y)],
  ["a predicate of a formula", sys.temporal("p is first", {}, ltl.weakUntil(ltl.not(y), x)), sys.temporal("q is first", {}, ltl.weakUntil(ltl.not(x), y))],
  [
    "where a process stands",
    sys.temporal("p is first", {}, ltl.weakUntil(ltl.not(qEnded), pEnded)),
    sys.temporal("q is first", {}, ltl.weakUntil(ltl.not(pEnded), qEnded)),
  ],
  [
    "which step is taken",
    sys.temporal("p is first", {}, ltl.weakUntil(ltl.not(qMoves), pMoves)),
    sys.temporal("q is first", {}, ltl.weakUntil(ltl.not(pMoves), qMoves)),
  ],
])("neither order is left out that %s tells from the other", async (_, one, other) => {
  for (const property of [one, other]) {
    const { properties } = await check(asking(property), { reduce: ["por"] });
    expect(properties.find(({ name }) => name === property.name)?.verdict).toBe("violated");
  }
});
