import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { NO_DEADLOCK } from "../../../src/engine/result.js";
import { copy, fill, parameters, range, system, vector } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";
import { brokenModel, callModel, lazyModel, placeModel, rangeModel, scalarModel } from "../../compiler/exampleModels.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { expectSameResults, explored } from "./agree.js";
import { blockers } from "./blockers.js";

const writeLoop = benchWriteLoop.runs[0]?.model as Model;

describe("both engines say the same, counts, verdicts and traces,", () => {
  test.each([scalarModel, lazyModel, placeModel, rangeModel, callModel, dieHard])("of $name", async (model) => {
    expect(await expectSameResults(model)).toMatchObject({ reason: undefined });
  });

  test("of a model that breaks every rule there is", async () => {
    expect(await expectSameResults(brokenModel, { maxStates: 5000 })).toMatchObject({ verdict: "violated" });
  });

  test("of processes that wait for each other for ever", async () => {
    const outcome = await expectSameResults(blockers);
    expect(outcome).toMatchObject({
      verdict: "violated",
      properties: expect.arrayContaining([expect.objectContaining({ name: NO_DEADLOCK, verdict: "violated" })]),
    });
  });

  test.each([{ maxStates: 1 }, { maxStates: 700 }, { stopOnFirst: true }])("of a search that is cut short by %o", async (budget) => {
    await expectSameResults(writeLoop, budget);
    await expectSameResults(placeModel, budget);
  });
});

test("the table and the states grow as far as a search goes, and counts are those of SPIN and Rumur", async () => {
  const result = await explored(writeLoop, {}, { pages: 6 });
  expect(result).toMatchObject({ verdict: "holds", states: 955_840, transitions: 6_619_184, depth: 61, initialStates: 1 });
});

test("an overflow that is only compared is told as one, which the specification's own functions do not see", async () => {
  const sys = system("sums", { parameters: parameters({}), variables: { n: range(1, 2) } });
  const adder = sys.actor("adder", {
    source: "this test",
    exits: ["done"],
    steps: {
      add(s) {
        return 2147483647 + s.n > 0 ? "done" : "add";
      },
    },
  });
  const { properties } = await explored(sys.model("sums", { processes: [sys.process("p", adder)] }));
  expect(properties.find(({ kind }) => kind === "domain")?.trace?.failure.message).toMatch(/^overflow: a sum/);
});

test.each(["fill", "copy"])("a range that leaves its vector is a violation in the turn of a loop too: %s", async (how) => {
  const sys = system("turns", { parameters: parameters({ fills: true }), variables: { at: range(-1, 1), cells: vector(3, range(0, 1)) } });
  const painter = sys.actor("painter", {
    source: "this test",
    exits: ["done"],
    steps: {
      paint(s, _, { fills }, choose) {
        s.at = choose.number("at", -1, 1);
        for (let turn = 0; turn < 2; turn++) {
          if (fills) fill(s.cells, s.at, 3, 1);
          else copy(s.cells, s.at, s.cells, 0, 2);
        }
        return "done";
      },
    },
  });
  const model = sys.model("turns", { processes: [sys.process("p", painter)], set: { fills: how === "fill" } });
  expect(await expectSameResults(model)).toMatchObject({ verdict: "violated", transitions: 2 });
});

test("of more properties than are told apart, each is asked where what it reads is written", async () => {
  const sys = system("many questions", { parameters: parameters({}), variables: { early: range(0, 2), late: range(0, 2) } });
  const counter = sys.actor("counter", {
    source: "this test",
    exits: ["done"],
    steps: {
      first(s) {
        s.early += 1;
        return s.early === 2 ? "second" : "first";
      },
      second(s) {
        s.late += 1;
        return "done";
      },
    },
  });
  const early = Array.from({ length: 39 }, (_, index) => sys.never(`early ${index}`, {}, (s) => s.early === 2));
  const properties = [...early, sys.never("late", {}, (s) => s.late === 1)];
  const { properties: found } = await explored(sys.model("many questions", { processes: [sys.process("p", counter)], properties }));
  expect(found.filter(({ kind }) => kind === "never").map(({ trace }) => trace?.steps.length)).toEqual([...early.map(() => 2), 3]);
});
