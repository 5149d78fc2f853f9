import { assign, createMachine, setup } from "xstate";

/** Three lights in turn. */
export const trafficLight = createMachine({
  id: "light",
  initial: "green",
  states: { green: { on: { TIMER: "yellow" } }, yellow: { on: { TIMER: "red" } }, red: { on: { TIMER: "green" } } },
});

/** A light whose red has a pedestrian's light inside it. */
export const pedestrianLight = createMachine({
  id: "light",
  initial: "green",
  states: {
    green: { on: { TIMER: "red" } },
    red: {
      initial: "walk",
      on: { TIMER: "green" },
      states: { walk: { on: { COUNTDOWN: "wait" } }, wait: { on: { COUNTDOWN: "stop" } }, stop: {} },
    },
  },
});

/** Two switches in parallel, one with states inside, beside a region that has none. */
export const keyboard = createMachine({
  id: "keyboard",
  type: "parallel",
  states: {
    caps: { initial: "off", states: { off: { on: { CAPS: "on" } }, on: { on: { CAPS: "off" } } } },
    num: {
      initial: "off",
      states: { off: { on: { NUM: "on" } }, on: { initial: "dim", on: { NUM: "off" }, states: { dim: { on: { CAPS: "bright" } }, bright: {} } } },
    },
    power: {},
  },
});

/** Counts from 0 to 3 and back; guards keep it there. */
export const counter = setup({
  types: { context: {} as { count: number }, events: {} as { type: "UP" } | { type: "DOWN" } },
}).createMachine({
  id: "counter",
  context: { count: 0 },
  on: {
    UP: { guard: ({ context }) => context.count < 3, actions: assign({ count: ({ context }) => context.count + 1 }) },
    DOWN: { guard: ({ context }) => context.count > 0, actions: assign({ count: ({ context }) => context.count - 1 }) },
  },
});

/** Counts up without end. */
export const runaway = setup({ types: { context: {} as { count: number }, events: {} as { type: "UP" } } }).createMachine({
  id: "runaway",
  context: { count: 0 },
  on: { UP: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
});

/** Fills a set with 0, 1, 2, 3 and 4 in turn: six sets, of six sizes. */
export const hoarder = setup({ types: { context: {} as { held: Set<number> }, events: {} as { type: "TAKE" } } }).createMachine({
  id: "hoarder",
  context: { held: new Set<number>() },
  on: {
    TAKE: { guard: ({ context }) => context.held.size < 5, actions: assign({ held: ({ context }) => new Set([...context.held, context.held.size]) }) },
  },
});

/** Takes and gives back two kinds of fruit, at most two of each: a map from 9 stocks. */
export const shop = setup({
  types: { context: {} as { stock: Map<string, number> }, events: {} as { type: "BUY" | "SELL"; fruit: "apple" | "pear" } },
}).createMachine({
  id: "shop",
  context: { stock: new Map<string, number>() },
  on: {
    BUY: {
      guard: ({ context, event }) => (context.stock.get(event.fruit) ?? 0) < 2,
      actions: assign({ stock: ({ context, event }) => new Map(context.stock).set(event.fruit, (context.stock.get(event.fruit) ?? 0) + 1) }),
    },
    SELL: {
      guard: ({ context, event }) => context.stock.has(event.fruit),
      actions: assign(({ context: { stock }, event: { fruit } }) => {
        const left = (stock.get(fruit) ?? 0) - 1;
        const others = [...stock].filter(([name]) => name !== fruit);
        return { stock: new Map<string, number>(left === 0 ? others : [...others, [fruit, left]]) };
      }),
    },
  },
});

/** Comes to rest only when it has looked at what it counted: full at 3. */
export const turnstile = setup({ types: { context: {} as { count: number }, events: {} as { type: "ENTER" } } }).createMachine({
  id: "turnstile",
  context: { count: 0 },
  initial: "open",
  states: {
    open: { on: { ENTER: { target: "deciding", actions: assign({ count: ({ context }) => context.count + 1 }) } } },
    deciding: { always: [{ target: "full", guard: ({ context }) => context.count === 3 }, { target: "welcoming" }] },
    welcoming: { always: "open" },
    full: { type: "final" },
  },
});

/** Remembers how loud it was. */
export const player = createMachine({
  id: "player",
  initial: "on",
  states: {
    on: {
      initial: "low",
      on: { POWER: "off" },
      states: { low: { on: { LOUDER: "high" } }, high: {}, last: { type: "history" } },
    },
    off: { on: { POWER: "on.last" } },
  },
});

/** Remembers, at any depth, where it was in two regions. */
export const editor = createMachine({
  id: "editor",
  initial: "shown",
  states: {
    shown: {
      type: "parallel",
      on: { HIDE: "hidden" },
      states: {
        text: {
          initial: "plain",
          states: { plain: { on: { STYLE: "styled" } }, styled: { initial: "bold", states: { bold: { on: { STYLE: "italic" } }, italic: {} } } },
        },
        menu: { initial: "closed", states: { closed: { on: { MENU: "open" } }, open: {} } },
        back: { type: "history", history: "deep" },
      },
    },
    hidden: { on: { SHOW: "shown.back" } },
  },
});
