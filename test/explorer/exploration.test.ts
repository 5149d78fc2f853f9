import { expect, test } from "vitest";
import { DOMAINS } from "../../src/engine/result.js";
import { answer } from "../../src/explorer/answer.js";
import type { Pin, StepView } from "../../src/explorer/protocol.js";
import { replayTrace } from "../../src/trace/replay/replayTrace.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { overflow } from "../cli/fixtures/tank.check.js";
import { explore } from "../fixtures/explore.js";
import { validateTrace } from "../report/schemas.js";
import { traceOf } from "../trace/traceOf.js";
import { aboutOf, explorationOf } from "./explorations.js";

const exploration = explorationOf(hasty);
const about = aboutOf(hasty);
const [initial = 0] = exploration.initialStates();

async function find(expression: string, pins: readonly { name: string; text: string }[] = [], from = initial): Promise<readonly StepView[] | null> {
  return (await answer(exploration, about, { ask: "find", from, expression, pins })).steps;
}

test("every step that the engine takes from a state is offered, with each answer to its choices", () => {
  const seen = new Set([initial]);
  const open = [initial];
  let transitions = 0;
  for (const state of open) {
    for (const { to } of exploration.look(state, []).steps) {
      transitions++;
      if (to === null || seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  const counted = explore(exploration.composed.model);
  expect({ states: seen.size, transitions }).toEqual({ states: counted.states, transitions: counted.transitions });
});

test("a state that satisfies an expression is reached by the shortest way", async () => {
  const steps = await find('s.uptodate && !all(0, p.cells, (cell) => s.cells[cell] === "new")');
  expect(steps?.map(({ step }) => step)).toEqual((await traceOf(hasty, "uptodate implies valid")).steps.map(({ step }) => step));
  expect(exploration.look(steps?.at(-1)?.to ?? -1, []).properties).toContainEqual({ name: "uptodate implies valid", kept: false });
});

test("what cannot be reached is said to be so, after all states were looked at", async () => {
  const found = await answer(exploration, about, { ask: "find", from: initial, expression: "s.uptodate && !s.uptodate", pins: [] });
  expect(found).toMatchObject({ steps: null, gaveUp: false, looked: explore(exploration.composed.model).states });
});

test("what is pinned stays as it is: steps that change it are marked, and no way leads through them", async () => {
  const pins = [{ name: "uptodate", text: "false" }];
  const [first] = exploration.look(initial, pins).steps as [StepView];
  expect(first.unpins).toBe(false);
  expect(exploration.look(first.to as number, pins).steps.map(({ step, unpins }) => [step, unpins])).toEqual([["mark", true]]);
  expect(await find("s.uptodate", pins)).toBeNull();
  expect(await find('s.cells[0] === "new"', pins)).toHaveLength(1);
});

test("a step that breaks a rule of the language is offered with the rule, and leads nowhere", async () => {
  const tank = explorationOf(overflow);
  const [from = 0] = tank.initialStates();
  const { steps } = await answer(tank, aboutOf(overflow), { ask: "load", file: { trace: await traceOf(overflow, DOMAINS) } });
  expect(steps?.at(-1)).toMatchObject({ to: null, violates: ["domain: level = 6 leaves 0 … 5"] });
  expect(steps?.slice(0, -1).every(({ to }) => to !== null)).toBe(true);
  expect(from).toBe(0);
});

test("what was walked is saved as a trace of what fails at its end, which still happens, and can be gone on with from its middle", async () => {
  const way = (await find("s.uptodate")) ?? [];
  const file = await answer(exploration, about, { ask: "save", walk: { initial, steps: way.map(({ number }) => number) } });
  expect(validateTrace(JSON.parse(JSON.stringify(file)))).toEqual([]);
  expect(file.trace.property.name).toBe("uptodate implies valid");
  expect(file.trace.failure.where).toEqual([{ name: "cell", index: 1 }]);
  expect(replayTrace(exploration.composed, file.trace).happens).toBe(true);
  const fresh = explorationOf(hasty);
  const loaded = await answer(fresh, about, { ask: "load", file: JSON.parse(JSON.stringify(file)) });
  expect(loaded).toMatchObject({ gaveUp: false });
  expect(loaded.steps?.map(({ path, step }) => [path, step])).toEqual(way.map(({ path, step }) => [path, step]));
  expect(fresh.look(loaded.steps?.[0]?.to ?? -1, []).steps).not.toHaveLength(0);
});

test("a walk on which nothing fails says so", async () => {
  const file = await answer(exploration, about, { ask: "save", walk: { initial, steps: [0] } });
  expect(file.trace.property.name).toBe("nothing failed on this walk");
  expect(validateTrace(JSON.parse(JSON.stringify(file)))).toEqual([]);
});

test("a trace whose steps the model does not have any more is loaded up to there", async () => {
  const { initial: first, steps, ...trace } = await traceOf(hasty, "uptodate implies valid");
  const old = { trace: { ...trace, initial: first, steps: [steps[0], { ...steps[1], step: "gone" }] } };
  expect(await answer(exploration, about, { ask: "load", file: old })).toMatchObject({ steps: [{ step: "begin" }], gaveUp: true });
});

const good = await traceOf(hasty, "uptodate implies valid");
test.each([
  ["nothing", null],
  ["a number", 7],
  ["an empty object", {}],
  ["a trace without states", { trace: { ...good, initial: { changes: [] } } }],
  ["steps that are none", { trace: { ...good, steps: [1, "x"] } }],
  [
    "a state with null inside",
    { trace: { ...good, initial: { ...good.initial, state: { ...good.initial.state, variables: { cells: null, uptodate: null } } } } },
  ],
  ["a state of another model", { trace: { ...good, initial: { ...good.initial, state: { variables: { x: 1 }, locals: {}, at: {} } } } }],
  ["locals that are none", { trace: { ...good, initial: { ...good.initial, state: { ...good.initial.state, locals: { task: 3 } } } } }],
])("what is no trace of the model is refused: %s", async (_, file) => {
  await expect(answer(exploration, about, { ask: "load", file })).rejects.toMatchObject({ code: "FL307" });
});

test("the graph has every state while it is small, and folds states of the same places otherwise", async () => {
  const small = await answer(exploration, about, { ask: "graph", from: initial });
  expect(small.folded).toBe(false);
  expect(small.nodes).toHaveLength(explore(exploration.composed.model).states);
  const tank = explorationOf(overflow);
  const [origin = 0] = tank.initialStates();
  const graph = await answer(tank, aboutOf(overflow), { ask: "graph", from: origin });
  expect(graph.nodes.filter((node) => node.initial)).toHaveLength(1);
  expect(graph.nodes.flatMap(({ states }) => states)).toHaveLength(graph.looked);
  expect(new Set(graph.edges.flatMap(({ from, to }) => [from, to])).size).toBeLessThanOrEqual(graph.nodes.length);
});

test("a state of the graph is gone to: onward if that is possible, else from where the walk began, and not against a pin", async () => {
  const { nodes } = await answer(exploration, about, { ask: "graph", from: initial });
  const way = (from: number, to: readonly number[], pins: readonly Pin[] = []) => answer(exploration, about, { ask: "way", from, initial, to, pins });
  for (const { states } of nodes) {
    const { initial: anew, steps } = await way(initial, states);
    expect(anew).toBeNull();
    expect(steps?.at(-1)?.to ?? initial).toBe(states[0]);
  }
  const last = nodes.at(-1)?.states[0] as number;
  expect(await way(last, [initial])).toMatchObject({ initial, steps: [] });
  expect(await way(last, [last])).toMatchObject({ initial: null, steps: [] });
  const pinned = { name: "nothing", text: "has this name" };
  expect((await way(initial, [last], [pinned])).steps).toBeNull();
});
