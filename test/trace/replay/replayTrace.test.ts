import { expect, test } from "vitest";
import { DOMAINS, NO_DEADLOCK } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { type Check, kernel } from "../../../src/language/index.js";
import { compareModels } from "../../../src/trace/replay/compareModels.js";
import { replayTrace } from "../../../src/trace/replay/replayTrace.js";
import { hasty } from "../../cli/fixtures/copier.check.js";
import { copier, copyPageBody, validWhereUptodate, writer } from "../../cli/fixtures/copier.js";
import { deadlock, overflow } from "../../cli/fixtures/tank.check.js";
import { traceOf } from "../traceOf.js";

const saved = await traceOf(hasty, "uptodate implies valid");

function modelOf({ runs: [run] }: Check) {
  if (run === undefined) throw new Error("no run");
  return compose(run.model);
}

test.each([
  [hasty, "uptodate implies valid"],
  [overflow, DOMAINS],
  [deadlock, NO_DEADLOCK],
])("a counterexample of today still happens: %#", async (check, property) => {
  expect(replayTrace(modelOf(check), await traceOf(check, property))).toEqual({ happens: true, step: null, why: null });
});

const careful = compose(
  copier.model("careful", {
    set: { hasty: false },
    kernel: kernel("k", { links: [copyPageBody] }),
    processes: [copier.process("task", writer)],
    properties: [validWhereUptodate],
  }),
);

test("where the steps are still there and the property is not violated by them, that is said", () => {
  expect(replayTrace(careful, saved)).toEqual({ happens: false, step: null, why: "every step can be taken, and the property holds at the end" });
});

test("the step that cannot be taken is named, with where its process stands instead", () => {
  const [begin] = saved.steps;
  if (begin === undefined) throw new Error("no steps");
  const longer = { ...saved, steps: [begin, { ...begin, path: "task/copy_page", step: "copy", choices: [{ label: "cells copied", value: 1 }] }] };
  expect(replayTrace(modelOf(hasty), longer)).toEqual({ happens: false, step: 2, why: "task stands at task/copy_page.mark, not at task/copy_page.copy" });
});

test("an answer that is not to be had any more is named, with those that are", () => {
  const [begin, mark] = saved.steps;
  if (begin === undefined || mark === undefined) throw new Error("no steps");
  const copy = { ...mark, step: "copy", choices: [{ label: "cells copied", value: 9 }] };
  expect(replayTrace(modelOf(hasty), { ...saved, steps: [begin, mark, copy] })).toMatchObject({
    step: 3,
    why: "task/copy_page.copy cannot be answered 'cells copied = 9' any more; its answers: cells copied = 0; cells copied = 1; cells copied = 2; cells copied = 3",
  });
});

test("a trace of other variables, of another initial state or of a property that nobody asks does not happen", async () => {
  const state = saved.initial.state;
  if (state === undefined) throw new Error("no state");
  const strange = { ...saved, initial: { ...saved.initial, state: { ...state, variables: { level: 3 } } } };
  expect(replayTrace(modelOf(hasty), strange)).toMatchObject({ happens: false, step: 0 });
  const marked = { ...saved, initial: { ...saved.initial, state: { ...state, variables: { ...state.variables, uptodate: true } } } };
  expect(replayTrace(modelOf(hasty), marked)).toEqual({ happens: false, step: 0, why: "no run begins in this state any more" });
  expect(replayTrace(modelOf(overflow), saved)).toMatchObject({ happens: false, step: null, why: "the model does not ask 'uptodate implies valid' any more" });
});

test("two models on one schedule part at the first step that comes out otherwise, and each goes its own way", () => {
  const compared = compareModels(modelOf(hasty), saved, careful);
  expect(compared).toMatchObject({ parts: 2, run: { end: "ended" } });
  expect(compared?.run.steps.map(({ step }) => step)).toEqual(["begin", "mark", "copy", "finish", "rest"]);
});

test("a model never parts from itself", () => {
  expect(compareModels(modelOf(hasty), saved, modelOf(hasty))).toMatchObject({ parts: null, run: { end: "violated" } });
});
