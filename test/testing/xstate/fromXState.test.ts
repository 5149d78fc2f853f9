import { describe, expect, test } from "vitest";
import { assign, createMachine, raise, setup } from "xstate";
import { bool, check, DOMAINS, NO_DEADLOCK, range, record, subset } from "../../../src/index.js";
import { constants, type FromXState, fromXState, listOf, mapOf, optional } from "../../../src/testing/xstate/index.js";
import { counts, explore, resultOf, traceOf } from "../../fixtures/explore.js";
import { explored } from "./explored.js";
import { counter, editor, hoarder, keyboard, pedestrianLight, player, runaway, shop, trafficLight, turnstile } from "./machines.js";

// biome-ignore lint/suspicious/noExplicitAny: a machine of whatever type.
const countsOf = (machine: FromXState<any>): object => counts(explore(machine.model("counted")));

const fruits = (["BUY", "SELL"] as const).flatMap((type) => (["apple", "pear"] as const).map((fruit) => ({ type, fruit })));
const shopModel = fromXState(shop, { context: { stock: mapOf(["apple", "pear"], range(1, 2)) }, events: fruits });

describe("every reachable snapshot is a state, every transition that a machine takes is a transition", () => {
  test("of a traffic light", () => {
    const light = fromXState(trafficLight, { context: {}, events: [{ type: "TIMER" }] });
    expect(countsOf(light)).toEqual({ states: 3, transitions: 3, depth: 2, initialStates: 1 });
  });

  test("of states inside states", () => {
    const light = fromXState(pedestrianLight, { context: {}, events: [{ type: "TIMER" }, { type: "COUNTDOWN" }] });
    expect(countsOf(light)).toEqual({ states: 4, transitions: 6, depth: 3, initialStates: 1 });
  });

  test("of parallel states: one event may move several regions at once", () => {
    const keys = fromXState(keyboard, { context: {}, events: [{ type: "CAPS" }, { type: "NUM" }] });
    expect(countsOf(keys)).toEqual({ states: 6, transitions: 12, depth: 3, initialStates: 1 });
    const together = keys.step("both move", {}, (before, after) => !(before.matches({ caps: "off", num: { on: "dim" } }) && after.matches({ caps: "on" })));
    const result = explore(keys.model("keys", { properties: [together] }));
    expect(traceOf(result, "both move")).toEqual(["actor.receive(NUM)", "actor.receive(CAPS)"]);
  });

  test("of a counter: an event that no guard lets through is no transition", () => {
    const counting = fromXState(counter, { context: { count: range(0, 3) }, events: [{ type: "UP" }, { type: "DOWN" }] });
    expect(countsOf(counting)).toEqual({ states: 4, transitions: 6, depth: 3, initialStates: 1 });
  });

  test("whole macrosteps: what a machine passes through by `always` is no state", () => {
    const gate = fromXState(turnstile, { context: { count: range(0, 3) }, events: [{ type: "ENTER" }] });
    const { result, snapshots } = explored(gate);
    expect(snapshots).toEqual(['["full",{"count":3}]', '["open",{"count":0}]', '["open",{"count":1}]', '["open",{"count":2}]']);
    expect(counts(result)).toEqual({ states: 4, transitions: 3, depth: 3, initialStates: 1 });
  });

  test("events that a machine raises itself belong to the macrostep", () => {
    const relay = createMachine({
      id: "relay",
      initial: "a",
      states: { a: { on: { GO: { target: "b", actions: raise({ type: "ON" }) } } }, b: { on: { ON: "c" } }, c: { type: "final" } },
    });
    expect(explored(fromXState(relay, { context: {}, events: [{ type: "GO" }] })).snapshots).toEqual(['["a",{}]', '["c",{}]']);
  });

  test("an eventless transition that an event sets off is that event's transition, though the event has none of its own", () => {
    const listener = createMachine({
      id: "listener",
      initial: "deaf",
      states: { deaf: { always: { target: "woken", guard: ({ event }) => event.type === "BANG" } }, woken: {} },
    });
    const events = [{ type: "BANG" }, { type: "WHISPER" }];
    expect(countsOf(fromXState(listener, { context: {}, events, mayRest: true }))).toEqual({ states: 2, transitions: 1, depth: 1, initialStates: 1 });
  });

  test("a transition back to the same snapshot is a self-loop", () => {
    const idle = createMachine({ id: "idle", on: { PING: { actions: assign({}) } } });
    expect(countsOf(fromXState(idle, { context: {}, events: [{ type: "PING" }, { type: "PONG" }] }))).toMatchObject({ states: 1, transitions: 1 });
  });

  test("entry, exit and transition actions assign in XState's order", () => {
    const path = setup({ types: { context: {} as { path: string[] } } }).createMachine({
      id: "path",
      context: { path: [] },
      initial: "a",
      states: {
        a: {
          exit: assign({ path: ({ context }) => [...context.path, "exit"] }),
          on: { GO: { target: "b", actions: assign({ path: ({ context }) => [...context.path, "go"] }) } },
        },
        b: { entry: assign({ path: ({ context }) => [...context.path, "entry"] }), type: "final" },
      },
    });
    const model = fromXState(path, { context: { path: listOf(3, constants("exit", "go", "entry")) }, events: [{ type: "GO" }] });
    expect(explored(model).snapshots).toEqual(['["a",{"path":[]}]', '["b",{"path":["exit","go","entry"]}]']);
  });
});

describe("what a context may hold", () => {
  test("a Set has as many states as it has values", () => {
    const hoarding = fromXState(hoarder, { context: { held: subset(5) }, events: [{ type: "TAKE" }], mayRest: true });
    expect(countsOf(hoarding)).toEqual({ states: 6, transitions: 5, depth: 5, initialStates: 1 });
    const sizes = [0, 1, 2, 3, 4, 5].map((size) => hoarding.sometimes(`${size} held`, {}, ({ context }) => context.held.size === size));
    const seven = hoarding.sometimes("6 held", {}, ({ context }) => context.held.size === 6);
    const { properties } = explore(hoarding.model("hoarding", { properties: [...sizes, seven] }));
    expect(properties.filter(({ kind }) => kind === "sometimes").map(({ verdict }) => verdict)).toEqual([...sizes.map(() => "holds"), "violated"]);
  });

  test("a Map has as many states as it has values, in whatever order it was filled", () => {
    expect(countsOf(shopModel)).toEqual({ states: 9, transitions: 24, depth: 4, initialStates: 1 });
  });

  test("undefined is a value, and so are null and whatever constants say", () => {
    const picker = setup({ types: { context: {} as { first: number | undefined; pay: "card" | null } } }).createMachine({
      id: "picker",
      context: { first: undefined, pay: null },
      on: { PICK: { actions: assign({ first: ({ context }) => (context.first === undefined ? 0 : undefined) }) }, PAY: { actions: assign({ pay: "card" }) } },
    });
    const picking = fromXState(picker, {
      context: { first: optional(range(0, 1)), pay: constants(null, "card") },
      events: [{ type: "PICK" }, { type: "PAY" }],
    });
    expect(countsOf(picking)).toMatchObject({ states: 4, transitions: 8 });
    const both = picking.sometimes("paid for nothing", {}, ({ context }) => context.first === undefined && context.pay === "card");
    expect(traceOf(explore(picking.model("picking", { properties: [both] })), both.name)).toEqual(["actor.receive(PAY)"]);
  });

  test("objects within objects, as domains of the language or one by one", () => {
    type Context = { at: { x: number; y: number }; seen: { where: Set<"here" | "there"> } };
    const walker = setup({ types: { context: {} as Context } }).createMachine({
      id: "walker",
      context: { at: { x: 0, y: 0 }, seen: { where: new Set(["here"]) } },
      on: {
        WALK: { actions: assign({ at: ({ context: { at } }) => ({ x: (at.x + 1) % 2, y: at.y }) }) },
        LOOK: { actions: assign({ seen: { where: new Set(["here", "there"] as const) } }) },
      },
    });
    const domains = { at: record({ x: range(0, 1), y: range(0, 0) }), seen: { where: subset("here", "there") } };
    expect(countsOf(fromXState(walker, { context: domains, events: [{ type: "WALK" }, { type: "LOOK" }] }))).toMatchObject({ states: 4, transitions: 8 });
  });

  test("a context that is changed in place changes no other state", () => {
    const careless = setup({ types: { context: {} as { held: Set<number> } } }).createMachine({
      id: "careless",
      context: { held: new Set<number>() },
      on: {
        TAKE: { actions: assign({ held: ({ context }) => context.held.add(0) }) },
        DROP: { actions: assign({ held: ({ context }) => emptied(context.held) }) },
      },
    });
    const taking = fromXState(careless, { context: { held: subset(1) }, events: [{ type: "TAKE" }, { type: "DROP" }] });
    expect(countsOf(taking)).toMatchObject({ states: 2, transitions: 4 });
  });

  test("input that a context is made of", () => {
    const started = setup({ types: { context: {} as { lives: number }, input: {} as { lives: number } } }).createMachine({
      id: "started",
      context: ({ input }) => ({ lives: input.lives }),
      on: { HIT: { guard: ({ context }) => context.lives > 0, actions: assign({ lives: ({ context }) => context.lives - 1 }) } },
    });
    expect(countsOf(fromXState(started, { context: { lives: range(0, 9) }, events: [{ type: "HIT" }], input: { lives: 7 }, mayRest: true }))).toMatchObject({
      states: 8,
    });
  });
});

describe("history", () => {
  test("is part of the state: where a machine returns to depends on it", () => {
    const playing = fromXState(player, { context: {}, events: [{ type: "POWER" }, { type: "LOUDER" }] });
    const wakesLow = playing.step("wakes low", {}, (before, after) => !(before.matches("off") && after.matches({ on: "high" })));
    const result = explore(playing.model("playing", { properties: [wakesLow] }));
    expect(traceOf(result, "wakes low")).toEqual(["LOUDER", "POWER", "POWER"].map((event) => `actor.receive(${event})`));
    // low with nothing or low remembered, high with nothing, low or high, off with low or high.
    expect(counts(result)).toMatchObject({ states: 7 });
  });

  test("may be deep, and of parallel states", () => {
    const events = ["HIDE", "SHOW", "STYLE", "MENU"].map((type) => ({ type }));
    const editing = fromXState(editor, { context: {}, events });
    const returns = editing.step(
      "returns to italic",
      {},
      (before, after) => !(before.matches("hidden") && after.matches({ shown: { text: { styled: "italic" }, menu: "open" } })),
    );
    const { states } = explore(editing.model("editing"));
    expect(traceOf(explore(editing.model("editing", { properties: [returns] })), "returns to italic")).toHaveLength(5);
    // Hidden with each of the 6 configurations; shown: each with each of the memories that it can have come from, or none.
    const later = 3 + 2 + 1;
    expect(states).toBe(6 + 6 + later * (2 + 1));
  });
});

describe("what goes wrong is a violation, with the shortest trace", () => {
  const counting = fromXState(runaway, { context: { count: range(0, 3) }, events: [{ type: "UP" }] });

  test("a context that leaves its domains names the machine, the property and the value", () => {
    const { trace } = resultOf(explore(counting.model("running away")), DOMAINS);
    expect(trace?.steps).toHaveLength(4);
    expect(trace?.failure.message).toBe("domain: runaway: context.count = 4 leaves 0 … 3");
  });

  test("a property that is false; a payload is part of an event's name", () => {
    const twoPears = shopModel.never("two pears", {}, ({ context }) => context.stock.get("pear") === 2);
    const trace = traceOf(explore(shopModel.model("a shop", { properties: [twoPears] })), "two pears");
    expect(trace).toEqual(["actor.receive(BUY { fruit: 'pear' })", "actor.receive(BUY { fruit: 'pear' })"]);
  });

  test("a guard that throws, named by XState", () => {
    const broken = createMachine({
      id: "broken",
      initial: "a",
      states: {
        a: { on: { GO: "b" } },
        b: {
          on: {
            GO: {
              guard: () => {
                throw new Error("out of order");
              },
            },
          },
        },
      },
    });
    const { trace } = resultOf(explore(fromXState(broken, { context: {}, events: [{ type: "GO" }] }).model("broken")), DOMAINS);
    expect(trace?.steps).toHaveLength(2);
    expect(trace?.failure.message).toMatch(/^unknown next state: broken on GO: Unable to evaluate guard.*'broken\.b'.*out of order/s);
  });

  test("a macrostep that never ends", () => {
    const endless = createMachine({ id: "endless", initial: "a", states: { a: { on: { GO: "b" } }, b: { always: "c" }, c: { always: "b" } } });
    const { trace } = resultOf(explore(fromXState(endless, { context: {}, events: [{ type: "GO" }] }).model("endless")), DOMAINS);
    expect(trace?.failure.message).toMatch(/^unknown next state: endless on GO: Infinite loop detected: .* more than 1000 microsteps/);
  });

  test("a state that is not final and takes no event, unless it may rest", () => {
    const stuck = createMachine({ id: "stuck", initial: "a", states: { a: { on: { GO: "b" } }, b: {} } });
    const verdict = (mayRest: boolean): string => {
      const model = fromXState(stuck, { context: {}, events: [{ type: "GO" }], mayRest }).model("stuck");
      return resultOf(explore(model), NO_DEADLOCK).verdict;
    };
    expect([verdict(false), verdict(true)]).toEqual(["violated", "holds"]);
  });
});

describe("a final snapshot is the end", () => {
  test("nothing follows it, and it is not stuck", () => {
    const finishing = createMachine({ id: "finishing", initial: "a", on: { RESET: ".a" }, states: { a: { on: { GO: "z" } }, z: { type: "final" } } });
    const result = explore(fromXState(finishing, { context: {}, events: [{ type: "GO" }, { type: "RESET" }] }).model("finishing"));
    expect(result).toMatchObject({ verdict: "holds", states: 2, transitions: 2 });
  });

  test("also where a machine is done from the start", () => {
    const done = createMachine({ id: "done", initial: "z", on: { GO: ".z" }, states: { z: { type: "final" } } });
    expect(explore(fromXState(done, { context: {}, events: [{ type: "GO" }] }).model("done"))).toMatchObject({ verdict: "holds", states: 1, transitions: 0 });
  });

  test("of parallel states, when all regions are", () => {
    const region = { initial: "a", states: { a: { on: { GO: "z", BACK: "a" } }, z: { type: "final" } } } as const;
    const other = { initial: "a", states: { a: { on: { GO2: "z" } }, z: { type: "final" } } } as const;
    const both = createMachine({ id: "both", type: "parallel", states: { region, other } });
    const events = [{ type: "GO" }, { type: "GO2" }];
    expect(explore(fromXState(both, { context: {}, events }).model("both"))).toMatchObject({ verdict: "holds", states: 4, transitions: 4 });
  });
});

test("a property sees a snapshot: matches, hasTag, can, status", async () => {
  const tagged = setup({ types: { context: {} as { on: boolean } } }).createMachine({
    id: "tagged",
    context: { on: false },
    initial: "a",
    states: { a: { tags: "early", on: { GO: { target: "b", actions: assign({ on: true }) } } }, b: { type: "final" } },
  });
  const model = fromXState(tagged, { context: { on: bool }, events: [{ type: "GO" }] });
  const early = model.always("early until it is on", {}, (snapshot) => snapshot.hasTag("early") === !snapshot.context.on);
  const able = model.always("able to go until it is done", {}, (snapshot) => snapshot.can({ type: "GO" }) === (snapshot.status === "active"));
  const never = model.never("both", {}, (snapshot) => snapshot.matches("a") && snapshot.context.on);
  const { verdict, states } = await check(model.model("tagged", { properties: [early, able, never] }), { engine: "reference" });
  expect({ verdict, states }).toEqual({ verdict: "holds", states: 2 });
});

function emptied<T>(set: Set<T>): Set<T> {
  set.clear();
  return set;
}
