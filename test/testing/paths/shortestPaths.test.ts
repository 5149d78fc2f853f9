import { getShortestPaths } from "@xstate/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnyMachineSnapshot, type AnyStateMachine, type EventObject, initialTransition, transition } from "xstate";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import type { StateGraph } from "../../../src/engine/search/stateGraph.js";
import { compose } from "../../../src/language/compose.js";
import { range } from "../../../src/language/index.js";
import { exploreGraph } from "../../../src/testing/paths/exploreGraph.js";
import { WayGraph } from "../../../src/testing/paths/wayGraph.js";
import { eventsByLabel } from "../../../src/testing/xstate/eventsByLabel.js";
import { type FromXStateOptions, fromXState } from "../../../src/testing/xstate/index.js";
import { leavesOf } from "../../../src/trace/explain/leaves.js";
import { textOf } from "../xstate/explored.js";
import { counter, keyboard, pedestrianLight, trafficLight, turnstile } from "../xstate/machines.js";
import { anyConfig, CONTEXT, EVENTS, machineOf } from "../xstate/randomMachine.js";

/** How many events each snapshot is away, taking our shortest ways on the machine itself. */
async function ours<M extends AnyStateMachine>(machine: M, options: FromXStateOptions<M>): Promise<Record<string, number>> {
  const model = fromXState(machine, { ...options, mayRest: true }).model("m");
  const stepper = new Stepper(compose(model));
  const lengths: Record<string, number> = {};
  const { graph } = await exploreGraph(model, { engine: "reference" });
  const ways = new WayGraph(graph);
  for (let state = 0; state < ways.states.length; state++) {
    const way = ways.wayTo(state);
    expect(way).toHaveLength(ways.distance.at(state));
    lengths[textOf(snapshotAfter(machine, options.events, eventsOf(stepper, graph, ways, way)))] = way.length;
  }
  return lengths;
}

/** Which event each edge of a way stands for, as its label says. */
function eventsOf(stepper: Stepper, graph: StateGraph, ways: WayGraph, way: readonly number[]): readonly string[] {
  return way.map((edge) => {
    const leaf = leavesOf(stepper, graph.read(ways.states[ways.from.at(edge)] as number))[ways.leaves.at(edge)];
    return String(leaf?.choices[0]?.value);
  });
}

function snapshotAfter(machine: AnyStateMachine, events: readonly EventObject[], labels: readonly string[]): AnyMachineSnapshot {
  const byLabel = eventsByLabel(machine.id, events);
  return labels.reduce<AnyMachineSnapshot>(
    (snapshot, label) => transition(machine, snapshot, byLabel.get(label) as EventObject)[0],
    initialTransition(machine)[0],
  );
}

function theirs(machine: AnyStateMachine, events: readonly EventObject[]): Record<string, number> {
  const paths = getShortestPaths(machine, { events: [...events], stopWhen: ({ status }) => status === "done" });
  return Object.fromEntries(
    paths.map(({ state, steps }) => [textOf(state as AnyMachineSnapshot), steps.filter(({ event }) => event.type !== "xstate.init").length]),
  );
}

async function agree<M extends AnyStateMachine>(machine: M, options: FromXStateOptions<M>): Promise<void> {
  expect(await ours(machine, options)).toEqual(theirs(machine, options.events));
}

test("shortest ways are as long as those of @xstate/graph, to the same snapshots: machines that a person would write", async () => {
  await agree(trafficLight, { context: {}, events: [{ type: "TIMER" }] });
  await agree(pedestrianLight, { context: {}, events: [{ type: "TIMER" }, { type: "COUNTDOWN" }] });
  await agree(keyboard, { context: {}, events: [{ type: "CAPS" }, { type: "NUM" }] });
  await agree(counter, { context: { count: range(0, 3) }, events: [{ type: "UP" }, { type: "DOWN" }] });
  await agree(turnstile, { context: { count: range(0, 3) }, events: [{ type: "ENTER" }] });
});

test("and random machines", async () => {
  await fc.assert(
    fc.asyncProperty(anyConfig, (config) => agree(machineOf(config), { context: CONTEXT, events: EVENTS })),
    { numRuns: process.env.FAULTLINE_LONG === undefined ? 20 : 1_000 },
  );
});
