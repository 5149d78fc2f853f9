import { describe, expect, it } from "vitest";
import { all, any, implies, type Property, parameters, range, rigid, system, vector } from "../../../src/language/index.js";
import { explore, resultOf, traceOf } from "../../fixtures/explore.js";

const sys = system("walk", { parameters: parameters({}), variables: { at: range(0, 9), limit: rigid(range(0, 9)), marks: vector(3, range(0, 9)) } });

const walk = sys.actor("walk", {
  source: "this test",
  exits: ["tired"],
  steps: {
    go(s, _, __, choose) {
      if (s.at >= 5) return "tired";
      s.at += choose.number("stride", 1, 2);
      s.marks[1] = s.at;
      return "go";
    },
    never: () => "go",
  },
});

function ask(property: Property) {
  return resultOf(explore(sys.model("walk", { processes: [sys.process("walker", walk)], properties: [property] })), property.name);
}

describe("what is asked of every state", () => {
  it("always: violated by the nearest state in which it is false", () => {
    const { verdict, trace } = ask(sys.always("p", { about: "It stays below four." }, (s) => s.at < 4));
    expect(verdict).toBe("violated");
    expect(trace?.steps.map(({ choices }) => choices[0]?.value)).toEqual([2, 2]);
    expect(trace?.failure.message).toBe("It stays below four.");
  });

  it("never: violated by the nearest state in which it is true, initial states included", () => {
    expect(ask(sys.never("p", {}, (s) => s.at === 6)).trace?.steps).toHaveLength(3);
    expect(ask(sys.never("p", {}, (s) => s.at === 0)).trace?.steps).toHaveLength(0);
    expect(ask(sys.never("p", {}, (s) => s.at === 7)).verdict).toBe("holds");
  });

  it("sometimes: holds with a shortest witness, and without one is violated and has no trace", () => {
    const reached = ask(sys.sometimes("p", {}, (s) => s.at === 5));
    expect(reached).toMatchObject({ verdict: "holds", trace: undefined });
    expect(reached.witness?.steps).toHaveLength(3);
    expect(ask(sys.sometimes("p", {}, (s) => s.at === 7))).toMatchObject({ verdict: "violated", trace: undefined, witness: undefined });
  });

  it("says at which indices of a quantifier it failed", () => {
    const { trace } = ask(sys.always("p", {}, (s) => all(0, 3, (mark) => any(0, 1, () => true) && all(0, 2, (twice) => twice === 0 || s.marks[mark] < 3))));
    expect(trace?.failure.where).toEqual([
      { name: "mark", index: 1 },
      { name: "twice", index: 1 },
    ]);
  });
});

describe("what is asked of every transition", () => {
  it("step: sees the state before and the state after", () => {
    const { verdict, trace } = ask(sys.step("p", {}, (before, after) => after.at - before.at < 2 || before.marks[1] < 3));
    expect(verdict).toBe("violated");
    expect(trace?.steps.map(({ choices }) => choices[0]?.value)).toEqual([1, 2, 2]);
    expect(trace?.steps.at(-1)?.state).toBeDefined();
    expect(ask(sys.step("p", {}, (before, after) => after.at >= before.at)).verdict).toBe("holds");
  });

  it("step: is asked of self-loops and of transitions to known states too", () => {
    const loop = sys.actor("loop", { source: "this test", steps: { stay: () => "stay" } });
    const model = sys.model("loop", { processes: [sys.process("p", loop)], properties: [sys.step("moves", {}, () => false)] });
    expect(traceOf(explore(model), "moves")).toEqual(["p.stay()"]);
  });
});

describe("what was never put to the test", () => {
  it("a property whose conditions were never true holds vacuously", () => {
    expect(ask(sys.always("p", {}, (s) => implies(s.at === 8, () => false)))).toMatchObject({ verdict: "holds", vacuous: true });
    expect(ask(sys.always("p", {}, (s) => implies(s.at === 6, () => s.at === 6)))).toMatchObject({ verdict: "holds", vacuous: false });
    expect(ask(sys.step("p", {}, (before) => implies(before.at === 8, () => false)))).toMatchObject({ verdict: "holds", vacuous: true });
    expect(ask(sys.always("p", {}, (s) => s.at < 7))).toMatchObject({ verdict: "holds", vacuous: false });
  });

  it("a step that never fired is reported, unless the model lists it", () => {
    const model = sys.model("walk", { processes: [sys.process("walker", walk)] });
    expect(explore(model).unreached).toEqual(["walker.never"]);
    expect(explore(sys.model("walk", { ...model, unreached: ["walker.n*"] })).unreached).toEqual([]);
    expect(explore(model).fired).toEqual({ "walker.go": 5 * 2 + 2, "walker.never": 0 });
  });
});

it("the shortest violation of each property is kept, whatever else is violated, and counts stay the same", () => {
  const processes = [sys.process("walker", walk)];
  const properties = [sys.never("six", {}, (s) => s.at === 6), sys.never("one", {}, (s) => s.at === 1), sys.never("five", {}, (s) => s.at === 5)];
  const result = explore(sys.model("walk", { processes, properties }));
  expect(properties.map(({ name }) => traceOf(result, name).length)).toEqual([3, 1, 3]);
  expect(result.states).toBe(explore(sys.model("walk", { processes })).states);
});
