import { describe, expect, test, vi } from "vitest";
import {
  type AnyStateMachine,
  assign,
  createActor,
  createMachine,
  type EventObject,
  emit,
  enqueueActions,
  fromPromise,
  log,
  raise,
  sendTo,
  setup,
  spawnChild,
} from "xstate";
import { checkSubset } from "../../../src/compiler/index.js";
import { oneOf, range, rigid, SpecError, subset } from "../../../src/index.js";
import { compose } from "../../../src/language/compose.js";
import { type FromXStateOptions, fromXState, listOf, mapOf, optional } from "../../../src/testing/xstate/index.js";
import { explore } from "../../fixtures/explore.js";

const GO = { type: "GO" } as const;

/** What is said of a machine when it is taken, or, if nothing is, when it is explored. */
function refusalOf<M extends AnyStateMachine>(machine: M, options: FromXStateOptions<M>): { code: string; message: string; hint: string; file: string } {
  try {
    explore(fromXState(machine, options).model("refused"));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const { code, message, hint, site } = error;
    return { code, message, hint, file: site?.file.split("/").at(-1) ?? "" };
  }
  throw new Error("nothing was refused");
}

const taken = (machine: AnyStateMachine, options: Partial<FromXStateOptions<AnyStateMachine>> = {}): number =>
  explore(fromXState(machine, { context: {}, events: [GO], mayRest: true, ...options }).model("taken")).states;

const plain = { context: {}, events: [GO] };

describe("what depends on time or on other actors is refused (FL402), with the state that does", () => {
  const logic = fromPromise(async () => 1);

  test("invoke", () => {
    const machine = createMachine({ id: "m", initial: "a", states: { a: { invoke: { src: logic } } } });
    expect(refusalOf(machine, plain)).toMatchObject({ code: "FL402", message: expect.stringMatching(/^state 'm\.a' invokes/), file: "refusals.test.ts" });
  });

  test("after", () => {
    const machine = createMachine({ id: "m", initial: "a", states: { a: { after: { 1000: "b" } }, b: {} } });
    expect(refusalOf(machine, plain)).toMatchObject({ code: "FL402", message: "state 'm.a' has an 'after', which cannot be explored" });
  });

  test("raise with a delay; without one it is taken", () => {
    expect(refusalOf(createMachine({ id: "m", entry: raise({ type: "GO" }, { delay: 10 }) }), plain)).toMatchObject({ code: "FL402" });
    expect(taken(createMachine({ id: "m", entry: raise({ type: "GO" }) }))).toBe(1);
  });

  test.each([
    ["spawnChild", spawnChild(logic)],
    ["sendTo", sendTo("somebody", { type: "HELLO" })],
  ])("%s, in whatever place", (type, action) => {
    const message = expect.stringContaining(`has the action xstate.${type}`);
    expect(refusalOf(createMachine({ id: "m", entry: action }), plain)).toMatchObject({ code: "FL402", message });
    expect(refusalOf(createMachine({ id: "m", on: { GO: { actions: action } } }), plain)).toMatchObject({ code: "FL402", message });
    const named = setup({ actions: { named: action as never } }).createMachine({ id: "m", initial: "a", states: { a: { exit: "named" as never } } });
    expect(refusalOf(named, plain)).toMatchObject({ code: "FL402", message });
  });

  test("what an action enqueues or an assign spawns, where the search meets it", () => {
    const enqueuing = createMachine({ id: "m", on: { GO: { actions: enqueueActions(({ enqueue }) => enqueue.spawnChild(logic)) } } });
    expect(refusalOf(enqueuing, plain)).toMatchObject({ code: "FL402", message: "'m' on GO has the action xstate.spawnChild, which cannot be explored" });
    const spawning = setup({ types: { context: {} as { n: number } }, actors: { logic } }).createMachine({
      id: "m",
      context: { n: 0 },
      on: { GO: { actions: assign({ n: ({ spawn }) => (spawn("logic", { id: "child" }) === undefined ? 0 : 1) }) } },
    });
    expect(refusalOf(spawning, { context: { n: range(0, 1) }, events: [GO] })).toMatchObject({
      code: "FL402",
      message: expect.stringContaining("spawned the actor 'child'"),
    });
  });
});

describe("an action that might do anything is refused (FL403), unless it is said to be an output", () => {
  const machine = setup({ actions: { notify: () => undefined } }).createMachine({ id: "m", on: { GO: { actions: "notify" } } });
  const inline = createMachine({ id: "m", on: { GO: { actions: [() => undefined] } } });
  const missing = createMachine({ id: "m", entry: "elsewhere" });
  const enqueued = createMachine({ id: "m", on: { GO: { actions: enqueueActions(({ enqueue }) => enqueue(function tell() {})) } } });

  test("by name, inline, without implementation, or enqueued", () => {
    const message = "state 'm' has the action 'notify', which is no assign";
    expect(refusalOf(machine, plain)).toMatchObject({ code: "FL403", message, hint: expect.stringContaining("`outputs`") });
    expect(refusalOf(inline, plain)).toMatchObject({ code: "FL403", message: expect.stringContaining("'(anonymous)'") });
    expect(refusalOf(missing, plain)).toMatchObject({ code: "FL403", message: expect.stringContaining("'elsewhere'") });
    expect(refusalOf(enqueued, plain)).toMatchObject({ code: "FL403", message: expect.stringContaining("'tell'") });
  });

  test("an output is not run, and its transition counts", () => {
    const notify = vi.fn();
    const told = machine.provide({ actions: { notify } });
    expect(explore(fromXState(told, { ...plain, outputs: ["notify"] }).model("told"))).toMatchObject({ states: 1, transitions: 1 });
    expect(notify).not.toHaveBeenCalled();
    for (const other of [inline, missing, enqueued]) expect(taken(other, { outputs: "all" })).toBe(1);
  });

  test("log and emit are outputs by nature", () => {
    expect(taken(createMachine({ id: "m", entry: [log("hello"), emit({ type: "HELLO" })] }))).toBe(1);
  });
});

describe("a context that is not described", () => {
  const machine = setup({ types: { context: {} as { n: number; other?: number } } }).createMachine({
    id: "m",
    context: { n: 0 },
    on: { GO: { actions: assign({ other: 1 }) } },
  });

  test("names the property without a domain (FL404)", () => {
    const options = { context: { n: range(0, 1) } as never, events: [GO] };
    expect(refusalOf(machine, options)).toMatchObject({ code: "FL404", message: "m: context.other has no domain" });
    expect(explore(fromXState(machine, { context: { n: range(0, 1), other: optional(range(0, 1)) }, events: [GO] }).model("m")).states).toBe(2);
  });

  test("what is no domain is said to be none (FL404)", () => {
    expect(refusalOf(machine, { context: { n: 3, other: range(0, 1) } as never, events: [GO] })).toMatchObject({
      code: "FL404",
      message: "context.n is described by 3",
    });
  });

  test("marks and twin keys are refused (FL101)", () => {
    expect(refusalOf(machine, { context: { n: rigid(range(0, 1)), other: range(0, 1) } as never, events: [GO] })).toMatchObject({ code: "FL101" });
    expect(() => mapOf(["1", 1], range(0, 1))).toThrow("names a key twice");
  });

  test("one that is outside its domains from the start is no state (FL111)", () => {
    const message = expect.stringContaining("m: context.n = 0 leaves 1 … 2");
    expect(refusalOf(machine, { context: { n: range(1, 2), other: optional(range(0, 1)) }, events: [GO] })).toMatchObject({ code: "FL111", message });
  });
});

describe("what depends on an order that no state keeps is refused (FL405)", () => {
  const events = [{ type: "SEE", what: "x" } as const, { type: "SEE", what: "y" } as const, { type: "LAST" } as const];
  type Event = (typeof events)[number];
  const seeing = setup({ types: { context: {} as { seen: Set<string>; last: string }, events: {} as Event } }).createMachine({
    id: "seeing",
    context: { seen: new Set<string>(), last: "" },
    on: {
      SEE: { actions: assign({ seen: ({ context, event }) => new Set([...context.seen, event.what]) }) },
      LAST: { actions: assign({ last: ({ context }) => [...context.seen].at(-1) ?? "" }) },
    },
  });

  test("of a Set; an array keeps it", () => {
    const last = oneOf("", "x", "y");
    expect(refusalOf(seeing, { context: { seen: subset("x", "y"), last }, events })).toMatchObject({
      code: "FL405",
      message: expect.stringContaining("what 'seeing' does on LAST depends on an order"),
      hint: expect.stringContaining("listOf()"),
    });
    const listing = setup({ types: { context: {} as { seen: string[]; last: string }, events: {} as Event } }).createMachine({
      id: "listing",
      context: { seen: [], last: "" },
      on: {
        SEE: {
          guard: ({ context, event }) => !context.seen.includes(event.what),
          actions: assign({ seen: ({ context, event }) => [...context.seen, event.what] }),
        },
        LAST: { actions: assign({ last: ({ context }) => context.seen.at(-1) ?? "" }) },
      },
    });
    // [], [x], [y], [x, y] and [y, x], each with the values of `last` that may have been seen by then.
    expect(explore(fromXState(listing, { context: { seen: listOf(2, oneOf("x", "y")), last }, events }).model("listing")).states).toBe(1 + 2 + 2 + 3 + 3);
  });

  test("in which parallel states came to where they are: XState takes their `always` in that order", () => {
    const region = (mark: string): object => ({
      initial: "idle",
      states: {
        idle: { on: { [mark]: "armed" } },
        armed: { always: { target: "fired", guard: ({ event }: { event: EventObject }) => event.type === "GO", actions: assign({ last: mark }) } },
        fired: {},
      },
    });
    const racing = setup({ types: { context: {} as { last: string } } }).createMachine({
      id: "racing",
      context: { last: "" },
      type: "parallel",
      states: { left: region("L"), right: region("R") },
    });
    const runs = [
      ["L", "R", "GO"],
      ["R", "L", "GO"],
    ].map((types) => {
      const actor = createActor(racing).start();
      for (const type of types) actor.send({ type });
      return actor.getSnapshot().context.last;
    });
    expect(runs).toEqual(["R", "L"]);
    const options = { context: { last: oneOf("", "L", "R") }, events: [{ type: "L" }, { type: "R" }, GO] };
    expect(refusalOf(racing, options)).toMatchObject({ code: "FL405", message: expect.stringContaining("'racing' does on GO") });
  });
});

describe("other mistakes", () => {
  test("an event that is given twice (FL113)", () => {
    expect(refusalOf(createMachine({ id: "m" }), { context: {}, events: [GO, { type: "GO" }] })).toMatchObject({
      code: "FL113",
      message: "m: two of its events read 'GO'",
    });
  });

  test("a machine that throws when it starts (FL110)", () => {
    const machine = setup({ types: { context: {} as { n: number }, input: {} as { n: number } } }).createMachine({
      id: "m",
      context: ({ input }) => ({ n: input.n }),
    });
    expect(refusalOf(machine, { context: { n: range(0, 1) }, events: [GO] })).toMatchObject({
      code: "FL110",
      message: expect.stringContaining("machine 'm' cannot start"),
    });
  });

  test("whatever compiles a model refuses a machine's, by its code (FL206)", () => {
    const { model } = fromXState(createMachine({ id: "m" }), { context: {}, events: [GO] });
    const codes = checkSubset(compose(model("m"))).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(["FL206"]));
  });

  test("xstate that is not installed is asked for by name (FL401)", async () => {
    vi.resetModules();
    vi.doMock("xstate", () => {
      throw new Error("Cannot find package 'xstate'");
    });
    const refused = import("../../../src/testing/xstate/xstate.js");
    await expect(refused).rejects.toMatchObject({ code: "FL401", hint: "npm install xstate@5" });
    vi.doUnmock("xstate");
    vi.resetModules();
  });
});
