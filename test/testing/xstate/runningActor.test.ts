import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnyStateMachine, createActor, type EventObject } from "xstate";
import { DOMAINS, SpecError } from "../../../src/index.js";
import { fromXState } from "../../../src/testing/xstate/index.js";
import { resultOf } from "../../fixtures/explore.js";
import { type Explored, explored, textOf } from "./explored.js";
import { anyEagerConfig, CONTEXT, EVENTS, machineOf } from "./randomMachine.js";

test("whatever a running actor does, with `always` or without, the model does", () => {
  let compared = 0;
  const walk = fc.array(fc.constantFrom(...EVENTS), { minLength: 5, maxLength: 25 });
  fc.assert(
    fc.property(anyEagerConfig, walk, (config, events) => {
      const machine = machineOf(config);
      const model = exploredUnlessRefused(machine);
      if (model === undefined) return;
      for (const { transition, failed } of transitionsOf(machine, events)) {
        if (failed) expect(resultOf(model.result, DOMAINS).verdict).toBe("violated");
        else expect(model.transitions).toContain(transition);
        compared++;
      }
    }),
    { numRuns: process.env.FAULTLINE_LONG === undefined ? 60 : 2_000 },
  );
  expect(compared).toBeGreaterThan(100);
});

/** Undefined for a machine that depends on the order of its parallel states, or does not come to rest when it starts. */
function exploredUnlessRefused(machine: AnyStateMachine): Explored | undefined {
  try {
    return explored(fromXState(machine, { context: CONTEXT, events: EVENTS, mayRest: true }));
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    expect((error as SpecError).code).toMatch(/^FL(405|110)$/);
    return undefined;
  }
}

/** What an actor of the machine does when it is sent the events, until it is done or has failed. */
function transitionsOf(machine: AnyStateMachine, events: readonly EventObject[]): { transition: string; failed: boolean }[] {
  const actor = createActor(machine);
  actor.subscribe({ error: () => {} });
  actor.start();
  const seen: { transition: string; failed: boolean }[] = [];
  for (const event of events) {
    const before = actor.getSnapshot();
    if (before.status !== "active") break;
    actor.send(event);
    const after = actor.getSnapshot();
    const failed = after.status === "error";
    if (failed || after !== before) seen.push({ transition: `${textOf(before)} → ${textOf(after)}`, failed });
  }
  return seen;
}
