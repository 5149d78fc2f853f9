import { expectTypeOf, test } from "vitest";
import { setup } from "xstate";
import { bool, oneOf, range, record, subset, vector } from "../../../src/index.js";
import { constants, fromXState, listOf, mapOf, optional } from "../../../src/testing/xstate/index.js";

type Context = {
  count: number;
  on: boolean;
  name: "a" | "b";
  seen: Set<string>;
  stock: Map<"x" | "y", number>;
  pair: boolean[];
  at: { x: number };
  picked: number | undefined;
  pay: "card" | null;
  log: string[];
};
const context = {
  count: range(0, 1),
  on: bool,
  name: oneOf("a", "b"),
  seen: subset("x", "y"),
  stock: mapOf(["x", "y"], range(0, 1)),
  pair: vector(2, bool),
  at: record({ x: range(0, 1) }),
  picked: optional(range(0, 1)),
  pay: constants("card", null),
  log: listOf(2, oneOf("in", "out")),
};
const first: Context = {
  count: 0,
  on: false,
  name: "a",
  seen: new Set(),
  stock: new Map(),
  pair: [true, false],
  at: { x: 0 },
  picked: undefined,
  pay: null,
  log: [],
};
const machine = setup({ types: { context: {} as Context, events: {} as { type: "GO"; to: number } | { type: "STOP" } } }).createMachine({
  id: "m",
  context: first,
});

test("each type of context has its domains, and properties see the machine's own types", () => {
  const { always } = fromXState(machine, { context, events: [{ type: "GO", to: 1 }, { type: "STOP" }] });
  always("typed", {}, (snapshot) => {
    expectTypeOf(snapshot.context).toEqualTypeOf<Context>();
    return snapshot.can({ type: "STOP" });
  });
  expectTypeOf(listOf(2, { at: optional(oneOf("in")), all: mapOf([1, 2], subset(3)) }).read).returns.toEqualTypeOf<
    { readonly at: "in" | undefined; readonly all: Map<1 | 2, Set<number>> }[]
  >();
});

test("a domain of another type, a missing domain, a foreign event and a foreign payload are type errors", () => {
  const events = [{ type: "STOP" } as const];
  // @ts-expect-error a boolean has no range
  fromXState(machine, { context: { ...context, on: range(0, 1) }, events });
  // @ts-expect-error "c" is no value of name
  fromXState(machine, { context: { ...context, name: oneOf("a", "c") }, events });
  // @ts-expect-error count may not be undefined
  fromXState(machine, { context: { ...context, count: optional(range(0, 1)) }, events });
  const { log, ...others } = context;
  // @ts-expect-error log has no domain
  fromXState(machine, { context: others, events });
  // @ts-expect-error the machine knows no such event
  fromXState(machine, { context, events: [{ type: "FLY" }] });
  // @ts-expect-error `to` is a number
  fromXState(machine, { context, events: [{ type: "GO", to: "there" }] });
  expectTypeOf(log).toBeObject();
});
