import { expect, it } from "vitest";
import { NO_DEADLOCK } from "../../../src/engine/result.js";
import { bool, type Model, parameters, range, system, when } from "../../../src/language/index.js";
import { explore, resultOf, traceOf } from "../../fixtures/explore.js";

const sys = system("doors", { parameters: parameters({}), variables: { open: bool, beats: range(0, 1) } });

/** Waits for a door to open, and ends. */
const visitor = sys.actor("visitor", {
  source: "this test",
  exits: ["inside"],
  steps: {
    knock: () => "wait",
    wait(s) {
      when(s.open);
      return "inside";
    },
  },
});

/** Goes on for ever, whatever the others do. */
const heart = sys.actor("heart", {
  source: "this test",
  steps: {
    beat(s) {
      s.beats = 1 - s.beats;
      return "beat";
    },
  },
});

/** May open the door, or leave it. */
const porter = sys.actor("porter", {
  source: "this test",
  exits: ["gone"],
  steps: {
    decide(s, _, __, choose) {
      s.open = choose.flag("opens");
      return "gone";
    },
  },
});

const waiting = sys.process("visitor", visitor);

function deadlock(...processes: Model["processes"]) {
  return explore(sys.model("doors", { processes }));
}

it("a process that waits for what never comes is stuck, at the end of a shortest trace", () => {
  const result = deadlock(waiting);
  expect(result.verdict).toBe("violated");
  expect(traceOf(result, NO_DEADLOCK)).toEqual(["visitor.knock()"]);
  expect(resultOf(result, NO_DEADLOCK).trace?.failure.message).toBe("stuck for ever: visitor.wait");
});

it("a daemon that runs on does not hide it", () => {
  const result = deadlock(waiting, sys.process("heart", heart, { daemon: true }));
  expect(traceOf(result, NO_DEADLOCK)).toEqual(["visitor.knock()"]);
});

it("neither does another process that runs on", () => {
  const result = deadlock(sys.process("heart", heart), waiting);
  expect(traceOf(result, NO_DEADLOCK)).toEqual(["visitor.knock()"]);
});

it("a process that some future enables is not stuck, and one that no future enables is", () => {
  const result = deadlock(waiting, sys.process("porter", porter));
  // Only once the porter has gone without opening is there no future; the visitor need not have knocked.
  expect(traceOf(result, NO_DEADLOCK)).toEqual(["visitor.knock()", "porter.decide(false)"]);
});

it("a process at a declared end is not stuck", () => {
  expect(resultOf(deadlock(sys.process("porter", porter)), NO_DEADLOCK).verdict).toBe("holds");
});

it("a daemon is never stuck", () => {
  expect(resultOf(deadlock(sys.process("visitor", visitor, { daemon: true })), NO_DEADLOCK).verdict).toBe("holds");
});

it("of two that are stuck, the one with the shorter trace is shown, whatever their order", () => {
  const late = sys.actor("late", {
    source: "this test",
    exits: ["inside"],
    steps: {
      first: () => "second",
      second: () => "wait",
      wait(s) {
        when(s.open);
        return "inside";
      },
    },
  });
  for (const processes of [
    [sys.process("late", late), waiting],
    [waiting, sys.process("late", late)],
  ]) {
    expect(traceOf(deadlock(...processes), NO_DEADLOCK)).toEqual(["visitor.knock()"]);
  }
});
