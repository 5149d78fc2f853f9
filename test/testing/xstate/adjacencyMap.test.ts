import { type AdjacencyValue, getAdjacencyMap } from "@xstate/graph";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyMachineSnapshot, AnyStateMachine, EventFromLogic, EventObject } from "xstate";
import { range, subset } from "../../../src/index.js";
import { fromXState, mapOf } from "../../../src/testing/xstate/index.js";
import { counts, explore } from "../../fixtures/explore.js";
import { explored, textOf } from "./explored.js";
import { counter, hoarder, keyboard, pedestrianLight, player, shop, trafficLight, turnstile } from "./machines.js";
import { anyConfig, CONTEXT, EVENTS, machineOf } from "./randomMachine.js";

/** What `@xstate/graph` finds, less the events on which a machine takes no transition and what comes after its end. */
function adjacency(machine: AnyStateMachine, events: readonly EventObject[]): { snapshots: string[]; transitions: string[] } {
  const map: readonly AdjacencyValue<AnyMachineSnapshot, EventObject>[] = Object.values(
    getAdjacencyMap(machine, { events: [...events], stopWhen: ({ status }) => status === "done" }),
  );
  const snapshots = map.map(({ state }) => textOf(state)).sort();
  const transitions = map.flatMap(({ state, transitions }) => {
    const taken = Object.values(transitions).filter(({ event, state: next }) => state.can(event) || textOf(next) !== textOf(state));
    return taken.map(({ state: next }) => `${textOf(state)} → ${textOf(next)}`);
  });
  return { snapshots, transitions: transitions.sort() };
}

describe("where a snapshot survives JSON, our states and transitions are those of @xstate/graph", () => {
  const agree = <M extends AnyStateMachine>(
    machine: M,
    context: Parameters<typeof fromXState<M>>[1]["context"],
    events: readonly EventFromLogic<M>[],
  ): void => {
    const { result, snapshots, transitions } = explored(fromXState(machine, { context, events, mayRest: true }));
    expect({ snapshots, transitions }).toEqual(adjacency(machine, events));
    expect(counts(result)).toMatchObject({ states: snapshots.length, transitions: transitions.length });
  };

  test("machines that a person would write", () => {
    agree(trafficLight, {}, [{ type: "TIMER" }]);
    agree(pedestrianLight, {}, [{ type: "TIMER" }, { type: "COUNTDOWN" }]);
    agree(keyboard, {}, [{ type: "CAPS" }, { type: "NUM" }]);
    agree(counter, { count: range(0, 3) }, [{ type: "UP" }, { type: "DOWN" }]);
    agree(turnstile, { count: range(0, 3) }, [{ type: "ENTER" }]);
  });

  test("random machines: nested and parallel states, guards, assigns on the way, final states", () => {
    fc.assert(
      fc.property(anyConfig, (config) => agree(machineOf(config), CONTEXT, EVENTS)),
      { numRuns: process.env.FAULTLINE_LONG === undefined ? 60 : 3_000 },
    );
  });
});

describe("where a snapshot does not survive JSON, @xstate/graph sees less than there is", () => {
  const seenByGraph = (machine: AnyStateMachine, events: readonly EventObject[]): number => adjacency(machine, events).snapshots.length;

  test("a Set of six sizes is one state to it, and six to us", () => {
    const events = [{ type: "TAKE" }] as const;
    expect(seenByGraph(hoarder, events)).toBe(1);
    expect(explore(fromXState(hoarder, { context: { held: subset(5) }, events, mayRest: true }).model("hoarder")).states).toBe(6);
  });

  test("a Map of nine values is one state to it, and nine to us", () => {
    const events = (["apple", "pear"] as const).flatMap((fruit) => [{ type: "BUY", fruit } as const, { type: "SELL", fruit } as const]);
    expect(seenByGraph(shop, events)).toBe(1);
    expect(explore(fromXState(shop, { context: { stock: mapOf(["apple", "pear"], range(1, 2)) }, events }).model("shop")).states).toBe(9);
  });

  test("what a machine remembers is nothing to it: two states that go on differently are one", () => {
    const events = [{ type: "POWER" }, { type: "LOUDER" }] as const;
    expect(seenByGraph(player, events)).toBe(3);
    expect(explore(fromXState(player, { context: {}, events }).model("player")).states).toBe(7);
  });
});
