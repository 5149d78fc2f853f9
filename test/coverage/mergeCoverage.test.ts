import { expect, test } from "vitest";
import type { ChoiceCoverage, Coverage, StepCoverage } from "../../src/coverage/coverage.js";
import { idleCallSites, mergeCoverage } from "../../src/coverage/mergeCoverage.js";

const place = { file: "/spec/copy.ts", first: 3, last: 9 };

function step(given: Partial<StepCoverage> = {}): StepCoverage {
  return { name: "writer/copy.run", function: "copy", step: "run", place, fired: 0, dead: false, choices: [], next: [], ...given };
}

function coverage(steps: readonly StepCoverage[], given: Partial<Coverage> = {}): Coverage {
  return { steps, initial: [], choicesCounted: true, ...given };
}

function choice(answers: readonly (readonly [number, number])[], matters = false): ChoiceCoverage {
  return { label: "cells", answers: answers.map(([value, taken]) => ({ value, taken })), matters };
}

test("steps are one if they are written at one place, and named by their function", () => {
  const elsewhere = step({ name: "writer.other", function: "writer", step: "other", place: { ...place, first: 20, last: 22 }, fired: 1 });
  const merged = mergeCoverage([coverage([step({ fired: 2 }), elsewhere]), coverage([step({ name: "reader/copy.run", fired: 3 })])]);
  expect(merged.steps.map(({ name, fired }) => [name, fired])).toEqual([
    ["copy.run", 5],
    ["writer.other", 1],
  ]);
});

test("a step is dead if it is dead in every search", () => {
  expect(mergeCoverage([coverage([step({ dead: true })]), coverage([step({ dead: true })])]).steps[0]?.dead).toBe(true);
  expect(mergeCoverage([coverage([step({ dead: true })]), coverage([step()])]).steps[0]?.dead).toBe(false);
});

test("answers to a choice add up, in order, and a choice matters if it does anywhere", () => {
  const [one, other] = [
    choice([[2, 1]]),
    choice(
      [
        [1, 4],
        [2, 5],
      ],
      true,
    ),
  ];
  expect(mergeCoverage([coverage([step({ choices: [one] })]), coverage([step({ choices: [other] })])]).steps[0]?.choices).toEqual([
    choice(
      [
        [1, 4],
        [2, 6],
      ],
      true,
    ),
  ]);
});

test("where a step goes on to is the same wherever it is called from", () => {
  const next = (name: string, taken: number) => ({ next: [{ name, taken }] });
  const steps = [step(next("writer/copy.done", 0)), step({ name: "reader/copy.run", ...next("reader/copy.done", 2) })];
  expect(mergeCoverage([coverage(steps)]).steps[0]?.next).toEqual([{ name: "copy.done", taken: 2 }]);
});

test("choices are counted if those of every search are", () => {
  expect(mergeCoverage([coverage([]), coverage([], { choicesCounted: false })]).choicesCounted).toBe(false);
});

test("a call site is idle if its step fires elsewhere and in no search there", () => {
  const [writer, reader] = [step({ fired: 2 }), step({ name: "reader/copy.run" })];
  expect(idleCallSites([coverage([writer, reader])])).toEqual(["reader/copy.run"]);
  expect(idleCallSites([coverage([writer, reader]), coverage([{ ...reader, fired: 1 }])])).toEqual([]);
  expect(idleCallSites([coverage([reader])])).toEqual([]);
});
