/** Small models that between them use every construct of the subset. Both readings of each must agree: see agreement.test.ts. */
import {
  all,
  any,
  bool,
  copy,
  count,
  div,
  fill,
  ghost,
  implies,
  kernel,
  max,
  min,
  mod,
  oneOf,
  parameters,
  prototype,
  range,
  record,
  rigid,
  subset,
  system,
  vector,
  when,
} from "../../src/language/index.js";
import { clamp, firstFree, isBusy, raise, shout } from "./exampleHelpers.js";

const bounds = parameters({ N: 3, eager: true, flavour: "plain" as "plain" | "rich" }, ({ N }) => ({ LAST: N - 1 }));
const { domain } = bounds;
const index = domain(({ N }) => range(0, N - 1));
const small = range(-2, 5);
const colour = oneOf("red", "green", "blue");
const light = oneOf("green", "red");

const everything = system("everything", {
  parameters: bounds,
  variables: {
    on: bool,
    n: small,
    colour,
    light,
    waiters: subset(3),
    moods: subset("calm", "cross"),
    cells: domain(({ N }) => vector(N, small)),
    paint: domain(({ N }) => vector(N, colour)),
    lights: domain(({ N }) => vector(N, light)),
    folios: domain(({ N }) => vector(N, record({ busy: bool, at: index, bits: vector(2, bool), inner: record({ order: range(0, 2) }) }))),
    spare: record({ busy: bool, at: index, bits: vector(2, bool), inner: record({ order: range(0, 2) }) }),
    seed: rigid(range(0, 2)),
    ought: ghost(range(0, 5)),
  },
});

const FACTORS = [1, 2, 3] as const;
const LIMITS = { low: -1, high: 4 } as const;
const PAINTS = ["red", "blue"] as const;

const scalars = everything.actor("scalars", {
  source: "scalars of each kind",
  locals: { x: small, hue: colour },
  exits: ["done"],
  steps: {
    start(s, me, { N, eager, flavour }, choose) {
      const picked = choose.number("n", -1, N);
      when(picked !== 1);
      s.n = picked;
      me.x = flavour === "plain" ? min(picked, 2) : max(picked, 2);
      if (!eager && picked > 0) {
        s.n = -2;
      }
      s.on = choose.flag("on");
      return s.on ? "arithmetic" : "labels";
    },
    arithmetic(s, me, _p, choose) {
      let sum = 0;
      for (const factor of FACTORS) {
        if (factor === 2 && s.n < 0) continue;
        sum += factor * me.x;
        if (sum > 6) break;
      }
      const by = choose.number("by", 1, 2);
      s.n = clamp(div(sum, by) - mod(sum, 3), LIMITS.low, LIMITS.high);
      s.ought = min(5, max(0, sum));
      return "labels";
    },
    labels(s, me, _p, choose) {
      const next = choose.oneOf("colour", PAINTS);
      s.colour = next;
      s.light = s.colour === "blue" ? "green" : "red";
      me.hue = choose.flag("dull") ? s.colour : s.light;
      switch (me.hue) {
        case "red":
          s.n = 0;
          break;
        case "blue":
        case "green":
          if (s.on) break;
          s.n = 1;
          break;
        default:
          s.n = 2;
      }
      if (s.colour === s.light) return "done";
      me.x -= 1;
      return me.x < 0 ? "done" : "start";
    },
  },
});

const places = everything.actor("places", {
  source: "records in vectors, vectors indexed by variables, subsets",
  locals: { i: index, copyOf: record({ busy: bool, at: index, bits: vector(2, bool), inner: record({ order: range(0, 2) }) }) },
  steps: {
    take(s, me, { LAST }, choose) {
      me.i = choose.number("i", 0, LAST);
      const folio = s.folios[me.i];
      if (isBusy(folio)) {
        folio.at = mod(folio.at + 1, s.cells.length);
        return "look";
      }
      raise(folio, choose);
      s.folios[folio.at].bits[choose.flag("which") ? 1 : 0] = true;
      return "look";
    },
    look(s, me, { N }, choose) {
      const free = firstFree(s.folios, N);
      if (free === -1) return "clear";
      s.cells[free] = count(0, N, (k) => s.folios[k].busy && k !== free);
      if (any(0, N, (k) => all(0, 2, (bit) => s.folios[k].bits[bit]))) s.waiters.add(free);
      if (s.waiters.has(me.i) || s.moods.has("cross")) s.waiters.delete(me.i);
      if (choose.flag("calm")) s.moods.add("calm");
      else s.moods.clear();
      s.cells[0] = s.waiters.size;
      return "take";
    },
    clear(s, me, { N }) {
      me.copyOf = s.folios[me.i];
      s.spare = me.copyOf;
      for (let k = N - 1; k >= 0; k--) {
        if (k === me.i) continue;
        s.folios[k].busy = false;
        s.folios[k].bits[1] = false;
      }
      s.folios[me.i] = s.spare;
      s.folios[me.i].busy = false;
      s.waiters.clear();
      return "take";
    },
  },
});

const ranges = everything.actor("ranges", {
  source: "fill and copy over ranges, overlapping ones too",
  locals: { from: index },
  steps: {
    pick(s, me, { N }, choose) {
      const from = choose.number("from", 0, N - 1);
      const length = choose.number("length", 0, N - from);
      const what = choose.oneOf("what", ["fill", "copy", "convert", "shout"]);
      if (what === "convert") when(all(0, N, (k) => s.paint[k] !== "blue"));
      me.from = from;
      if (what === "fill") fill(s.paint, me.from, me.from + length, s.light);
      else if (what === "copy") copy(s.cells, me.from, s.cells, 0, length);
      else if (what === "convert") copy(s.lights, 0, s.paint, 0, N);
      else shout(s, me.from);
      return "pick";
    },
  },
});

/** What every property kind says about `everything`, with and without implications, helpers and quantifiers inside each other. */
const properties = [
  everything.always("implication", {}, (s, { N }) => all(0, N, (k) => implies(s.folios[k].busy, () => s.folios[k].at >= 0))),
  everything.always("helper inside a quantifier", {}, (s, { N }) => all(0, N, (k) => !isBusy(s.folios[k]) || firstFree(s.folios, N) !== k)),
  everything.never("a chain", {}, (s, { N }) => s.on && (s.n === 4 || firstFree(s.folios, N) === 1)),
  everything.never("negated", {}, (s) => !(s.n < 3) && s.colour !== "green"),
  everything.sometimes("both lights", {}, (s, { N }) => count(0, N, (k) => s.lights[k] === "red") === N - 1),
  everything.sometimes("implication by helper", {}, (s, { N }) => implies(s.on, () => firstFree(s.folios, N) === 0)),
  everything.step("counts slowly", {}, (before, after) => after.n - before.n < 4 && after.seed === before.seed),
];

const initial = everything.initial((s, { N }, choose) => {
  s.seed = choose.number("seed", 0, 1);
  when(s.seed !== 2);
  for (let k = 0; k < N; k++) s.folios[k].at = k;
  s.paint[N - 1] = choose.oneOf("paint", ["green", "red"]);
  s.n = s.seed + 1;
});

export const scalarModel = everything.model("scalars", { processes: [everything.process("scalars", scalars)], initial, properties });
export const lazyModel = everything.model("lazy scalars", {
  set: { eager: false, flavour: "rich" },
  processes: [everything.process("scalars", scalars)],
  initial,
  properties,
});
export const placeModel = everything.model("places", { set: { N: 2 }, processes: [everything.process("places", places)], initial, properties });
export const rangeModel = everything.model("ranges", { processes: [everything.process("ranges", ranges)], initial, properties });

// Machines that call each other, with arguments, results and several exits.

const halve = prototype("halve", { args: { whole: range(0, 6) }, results: { half: range(0, 3), rest: bool }, exits: ["even", "odd", "tired"] });
const measure = prototype("measure", { args: { what: range(0, 6), paint: light }, results: { size: range(0, 3) }, exits: ["measured"] });

const halveMachine = everything.machine(halve, {
  source: "two steps and three exits",
  locals: { tries: range(0, 2) },
  steps: {
    work(_s, me, _p, choose) {
      if (choose.flag("tired")) return me.tries === 2 ? "tired" : "again";
      me.half = div(me.whole, 2);
      me.rest = mod(me.whole, 2) === 1;
      return me.rest ? "odd" : "even";
    },
    again(_s, me) {
      me.tries += 1;
      return "work";
    },
  },
});

const measureMachine = everything.machine(measure, {
  source: "starts with a call, and leaves with what it was told",
  start: "halving",
  steps: {
    round(_s, me) {
      me.size = min(3, me.size + 1);
      return "measured";
    },
  },
  calls: {
    halving: {
      to: halve,
      with: (s, me) => ({ whole: min(me.what + (s.on ? 1 : 0), 6) }),
      on: {
        even: (_s, me, out) => {
          me.size = out.half;
          return "measured";
        },
        odd(s, me, out) {
          me.size = out.half;
          s.n = out.half;
          return out.rest ? "round" : "measured";
        },
        tired: (s, me) => (s.colour === me.paint ? "measured" : "round"),
      },
    },
  },
});

const caller = everything.actor("caller", {
  source: "calls in a loop",
  locals: { turn: range(0, 3), total: range(0, 6) },
  exits: ["done"],
  steps: {
    next(_s, me) {
      if (me.turn === 3) return "done";
      me.turn += 1;
      return "measuring";
    },
  },
  calls: {
    measuring: {
      to: measure,
      with(s, me, { N }) {
        if (s.on) return { what: me.turn + N, paint: "red" as const };
        const what = me.turn;
        return { what, paint: s.light };
      },
      on: {
        measured: (s, me, out, { eager }) => {
          me.total = min(6, me.total + out.size);
          if (eager && me.total > 4) s.on = !s.on;
          return "next";
        },
      },
    },
  },
});

const given = prototype("given", { args: { from: range(0, 3) }, exits: ["over"] });
const givenMachine = everything.machine(given, {
  source: "a process with an argument",
  steps: {
    down(_s, me) {
      if (me.from === 0) return "over";
      me.from -= 1;
      return "down";
    },
  },
});

export const callModel = everything.model("calls", {
  processes: [everything.process("caller", caller), everything.process("given", given, { with: (s, { N }) => ({ from: min(3, N - s.seed) }) })],
  kernel: kernel("these", { links: [halveMachine, measureMachine, givenMachine] }),
  initial,
  properties,
});

// Steps that break each rule, some of them only with certain choices.

const breaker = everything.actor("breaker", {
  source: "every kind of violation",
  locals: { k: range(0, 9) },
  steps: {
    step(s, me, { N }, choose) {
      const how = choose.oneOf("how", ["domain", "label", "index", "choice", "division", "fill", "copy", "length", "bit", "overflow", "deep", "fine"]);
      const k = choose.number("k", 0, 3);
      switch (how) {
        case "domain":
          s.n = k + 3;
          break;
        case "label":
          s.paint[0] = s.paint[min(k, N - 1)];
          copy(s.lights, 0, s.paint, 0, N);
          break;
        case "index":
          s.cells[k] = 1;
          break;
        case "choice":
          s.n = choose.number("none", k, 2);
          break;
        case "division":
          s.n = div(k, k - 1) + mod(1, k - 2);
          break;
        case "fill":
          fill(s.cells, k - 1, k + 2, k + 3);
          break;
        case "copy":
          copy(s.cells, k - 1, s.cells, 0, 2);
          break;
        case "length":
          copy(s.cells, 0, s.cells, 0, 1 - k);
          break;
        case "bit":
          s.waiters.add(k);
          break;
        case "overflow":
          s.n = min(1, max(k, 1) * 2147483647);
          break;
        case "deep":
          s.cells[s.cells[k] - 1] = s.n + k;
          break;
        default:
          me.k = me.k === 9 ? 0 : me.k + 1;
      }
      return "step";
    },
  },
});

export const brokenModel = everything.model("broken", { processes: [everything.process("breaker", breaker, { daemon: true })], initial, properties: [] });
