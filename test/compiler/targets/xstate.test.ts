import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getAdjacencyMap } from "@xstate/graph";
import { describe, expect, test } from "vitest";
import { type AnyActorLogic, createActor, createMachine, type EventObject, type Snapshot } from "xstate";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { compile } from "../../../src/compiler/index.js";
import { controlConfig, xstateOf } from "../../../src/compiler/targets/xstate/xstate.js";
import { compose } from "../../../src/language/compose.js";
import { type Model, type ParameterValues, SpecError } from "../../../src/language/index.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { explore } from "../../fixtures/explore.js";
import { callModel } from "../exampleModels.js";
import { randomModels } from "../randomModels.js";

interface Exported {
  readonly config: object;
  readonly logic: AnyActorLogic;
  readonly events: (snapshot: Snapshot<unknown>) => readonly EventObject[];
  readonly serializeState: (snapshot: Snapshot<unknown>) => string;
  readonly initialStates: readonly (readonly number[])[];
}

const folder = mkdtempSync(join(tmpdir(), "faultline-xstate-"));
let files = 0;

async function exported(model: Model, set: ParameterValues = {}): Promise<Exported> {
  const file = join(folder, `model${files++}.mjs`);
  writeFileSync(file, xstateOf(compile(compose(model, set))));
  return (await import(file)) as Exported;
}

/** What the adjacency map of @xstate/graph counts, without the state before the initial ones and what leads from it, where there are several. */
function counted({ logic, events, serializeState, initialStates }: Exported): { states: number; transitions: number } {
  const map = getAdjacencyMap(logic, { events: (snapshot: Snapshot<unknown>) => [...events(snapshot)], serializeState, limit: Number.POSITIVE_INFINITY });
  const nodes = Object.values(map) as readonly { readonly transitions: object }[];
  const edges = nodes.reduce((sum, { transitions }) => sum + Object.keys(transitions).length, 0);
  return initialStates.length === 1 ? { states: nodes.length, transitions: edges } : { states: nodes.length - 1, transitions: edges - initialStates.length };
}

function ours(model: Model, set: ParameterValues = {}): { states: number; transitions: number } | undefined {
  try {
    const { states, transitions, reason } = explore({ ...model, properties: [] }, set, { maxStates: 5000 });
    return reason === undefined ? { states, transitions } : undefined;
  } catch (error) {
    // A random initial state may break a rule itself.
    if (error instanceof SpecError && error.code === "FL111") return undefined;
    throw error;
  }
}

const writeLoop = benchWriteLoop.runs[0]?.model as Model;

describe("the adjacency map of the exported logic has our states and our transitions", () => {
  test.each([
    { model: writeLoop, set: { pages: 2, cells: 2 } },
    { model: dieHard, set: {} },
    { model: callModel, set: {} },
  ])("of $model.name", async ({ model, set }) => {
    const counts = ours(model, set);
    expect(counts?.states).toBeGreaterThan(10);
    expect(counted(await exported(model, set))).toEqual(counts);
  });

  test("of random models, which break every rule of the language", async () => {
    let compared = 0;
    for (const model of await randomModels(11, 20)) {
      const counts = ours(model);
      if (counts === undefined) continue;
      expect(counted(await exported(model)), model.name).toEqual(counts);
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
  });
});

describe("the control structure", () => {
  test("is a machine that XState starts where the processes do", async () => {
    const { config } = await exported(writeLoop);
    const actor = createActor(createMachine(config)).start();
    expect(actor.getSnapshot().value).toEqual({ writer: "writer:fault_in", others: "others:run" });
  });

  test("moves along the edges of the control-flow graph, and ends where a process ends", () => {
    const actor = createActor(createMachine(controlConfig(compile(compose(writeLoop))))).start();
    const where = (): unknown => actor.getSnapshot().value;
    actor.send({ type: "writer: writer:fault_in -> writer:begin" });
    expect(where()).toMatchObject({ writer: "writer:begin" });
    actor.send({ type: "writer: writer:fault_in -> writer:done" });
    expect(where()).toMatchObject({ writer: "writer:begin" });
    for (const [from, to] of [
      ["begin", "copy"],
      ["copy", "end"],
      ["end", "fault_in"],
      ["fault_in", "done"],
    ])
      actor.send({ type: `writer: writer:${from} -> writer:${to}` });
    expect(where()).toMatchObject({ writer: "writer:done" });
  });
});
