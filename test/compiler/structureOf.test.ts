import { expect, test } from "vitest";
import { compile, controlFlowDot, deadSteps, structureOf } from "../../src/compiler/index.js";
import { compose } from "../../src/language/compose.js";
import type { Model } from "../../src/language/model.js";
import { callModel, lazyModel, scalarModel } from "./exampleModels.js";

function stepOf(model: Model, path: string, step: string) {
  return structureOf(compose(model)).steps.find((known) => known.path === path && known.step === step);
}

test("a step names what it reads, writes, chooses, calls and leads to", () => {
  expect(stepOf(scalarModel, "scalars", "start")).toEqual({
    process: "scalars",
    path: "scalars",
    function: "scalars",
    step: "start",
    next: ["scalars.arithmetic", "scalars.labels"],
    reads: ["on"],
    writes: ["me.x", "n", "on"],
    calls: ["min", "when"],
    choices: ["n", "on"],
  });
});

test("what the parameters rule out does not count, and what they rule in does", () => {
  expect(stepOf(lazyModel, "scalars", "start")?.calls).toEqual(["max", "when"]);
  expect(stepOf(scalarModel, "scalars", "start")?.calls).not.toContain("max");
});

test("an exit of a machine belongs to the step that takes it, with its caller's wiring", () => {
  const step = stepOf(callModel, "caller/measuring", "round");
  expect(step?.next).toEqual(["caller.next"]);
  expect(step?.writes).toEqual(["caller.total", "me.size", "on"]);
  expect(step?.reads).toEqual(["caller.total", "me.size", "on"]);
});

test("a call belongs to the step that makes it, with its arguments", () => {
  const step = stepOf(callModel, "caller", "next");
  expect(step?.next).toEqual(["caller.done", "caller/measuring/halving.work"]);
  expect(step?.writes).toEqual(["caller/measuring.paint", "caller/measuring.what", "caller/measuring/halving.whole", "me.turn"]);
});

test("a step that no path leads to is dead", () => {
  expect(deadSteps(compile(compose(callModel)))).toEqual([]);
  const composed = compile(compose(callModel));
  const [caller, ...others] = composed.processes;
  const cut = caller?.states.map((state) =>
    state.name === "caller.next" && state.program !== undefined ? { ...state, program: { ...state.program, statements: [] } } : state,
  );
  expect(deadSteps({ ...composed, processes: [{ ...caller, states: cut } as never, ...others] })).toEqual([
    "caller/measuring.round",
    "caller/measuring/halving.work",
    "caller/measuring/halving.again",
  ]);
});

test("the control-flow graph has a node for each control state and an edge for each way between them", () => {
  const dot = controlFlowDot(compile(compose(callModel)));
  expect(dot).toContain('"0:1" [label="caller/measuring.round"];');
  expect(dot.match(/doublecircle/g)).toHaveLength(2);
  expect(dot.match(/"1:0" -> "1:0"/g)).toHaveLength(1);
});
