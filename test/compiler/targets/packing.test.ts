import { describe, expect, test } from "vitest";
import { benchGfs2 } from "../../../checks/bench/gfs2.js";
import { type PackedSlot, pack } from "../../../src/compiler/targets/assemblyscript/packing.js";
import { Unpacker } from "../../../src/compiler/targets/assemblyscript/unpacker.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { type ComposedModel, compose, type Instance } from "../../../src/language/compose.js";
import { bool, copies, count, kernel, parameters, prototype, range, system, vector, when } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";
import { expectSameResults, explored } from "../../engine/compiled/agree.js";

const sys = system("calls side by side", { parameters: parameters({}), variables: { seen: range(0, 7) } });

const one = prototype("one", { args: { given: range(0, 7) }, results: { more: range(0, 7) }, exits: ["back"] });
const two = prototype("two", { args: { wide: range(2, 17) }, results: { less: range(0, 7) }, exits: ["back", "again"] });

const adds = sys.machine(one, {
  source: "this test",
  locals: { kept: range(0, 7) },
  steps: {
    keep(_, me, _p, choose) {
      me.kept = choose.number("kept", 0, me.given);
      return "add";
    },
    add(_, me) {
      me.more = me.kept + 1;
      return "back";
    },
  },
});

const takes = sys.machine(two, {
  source: "this test",
  locals: { at: range(0, 17) },
  steps: {
    look(s, me) {
      me.at = me.wide;
      s.seen = me.less;
      return "take";
    },
    take(_, me) {
      me.less = me.at - 2;
      return me.at > 4 ? "back" : "again";
    },
  },
});

/** Goes from one call straight into the other, and back: what the one leaves behind must not show in the other. */
const caller = sys.actor("caller", {
  source: "this test",
  locals: { total: range(0, 7), turns: range(0, 3) },
  exits: ["done"],
  steps: {
    begin: () => "adding",
    over: (_, me) => (me.turns === 3 ? "done" : "adding"),
  },
  calls: {
    adding: {
      to: one,
      with: (_, me) => ({ given: me.total < 4 ? me.total : 3 }),
      on: {
        back(_, me, out) {
          me.total = out.more;
          return "taking";
        },
      },
    },
    taking: {
      to: two,
      with: (_, me) => ({ wide: me.total + 2 }),
      on: {
        back(_, me, out) {
          me.total = out.less;
          me.turns += 1;
          return "over";
        },
        again(_, me) {
          me.turns += me.turns < 3 ? 1 : 0;
          return me.turns < 3 ? "adding" : "over";
        },
      },
    },
  },
});

const sideBySide = sys.model("calls side by side", {
  kernel: kernel("these", { links: [adds, takes] }),
  processes: [sys.process("p", caller), sys.process("q", caller)],
  properties: [sys.never("nothing is taken where nothing was written", {}, (s) => s.seen > 0)],
});

/** The bits of a machine's slots: `word:bit`. */
function bitsOf({ firstSlot, slotCount }: Instance, slots: readonly PackedSlot[]): readonly string[] {
  return slots.slice(firstSlot, firstSlot + slotCount).flatMap(({ word, shift, width }) => Array.from({ length: width }, (_, bit) => `${word}:${shift + bit}`));
}

/** Whether one of two machines calls the other, directly or not: then both are active at once. */
function isWithin(inner: Instance | undefined, outer: Instance): boolean {
  return inner !== undefined && (inner === outer || isWithin(inner.caller?.instance, outer));
}

describe.each([
  ["calls side by side", compose(sideBySide)],
  ["gfs2", compose(benchGfs2.runs[0]?.model as Model)],
])("a packed state of %s", (_name, model: ComposedModel) => {
  const { slots, words } = pack(model);

  test("keeps apart whatever can mean something at the same time", () => {
    for (const a of model.instances) {
      for (const b of model.instances.filter((other) => other !== a && (other.process !== a.process || isWithin(other, a) || isWithin(a, other)))) {
        const taken = new Set(bitsOf(a, slots));
        expect(bitsOf(b, slots).filter((bit) => taken.has(bit))).toEqual([]);
      }
    }
  });

  test("has bits that several machines take in turn", () => {
    const bits = model.instances.flatMap((instance) => bitsOf(instance, slots));
    expect(new Set(bits).size).toBeLessThan(bits.length);
    expect(slots.every(({ word, shift, width }) => word < words && shift + width <= 64)).toBe(true);
  });
});

test("locals of a machine that is not active are read at their least", () => {
  const model = compose(sideBySide);
  const packing = pack(model);
  const [p] = model.processes;
  const { instances } = model;
  const adding = instances.find(({ path }) => path === "p/adding") as Instance;
  const taking = instances.find(({ path }) => path === "p/taking") as Instance;
  const words = new BigUint64Array(packing.words);
  const write = (slot: number, value: number): void => {
    const { word, shift, least } = packing.slots[slot] as PackedSlot;
    words[word] = (words[word] as bigint) | (BigInt(value - least) << BigInt(shift));
  };
  write(p?.slot as number, adding.states.add as number);
  write(adding.firstSlot, 7);
  const slots = new Int32Array(packing.slots.length);
  new Unpacker(packing).unpack(new Int32Array(words.buffer), 0, slots);
  expect(slots[adding.firstSlot]).toBe(7);
  expect([...slots.subarray(taking.firstSlot, taking.firstSlot + taking.slotCount)]).toEqual([2, 0, 0]);
});

test("a machine begins with its locals at their least, whatever another one left in the bits that they share", async () => {
  expect(await expectSameResults(sideBySide)).toMatchObject({ reason: undefined, verdict: "holds" });
  expect(await explored(sideBySide, { reductions: ["dead"] })).toMatchObject({ reason: undefined, verdict: "holds" });
});

const nodes = copies("node", 2);
const crowd = system("calls of copies", { parameters: parameters({}), variables: { first: nodes.id, busy: nodes.each(bool), n: range(0, 3) } });
const three = prototype("three", { args: {}, results: {}, exits: ["back"] });
const marks = crowd.machine(three, {
  source: "this test",
  locals: { marks: vector(24, bool) },
  steps: {
    mark(_, me) {
      me.marks[23] = true;
      return "leave";
    },
    leave: () => "back",
  },
});

/** Eight calls, one after the other, that share their bits; whoever is through first waits for ever. */
const node = crowd.actor("node", {
  source: "this test",
  locals: { self: nodes.self },
  exits: ["done"],
  steps: {
    begin: () => "c0",
    end(s, me) {
      if (s.first === -1) s.first = me.self;
      return "wait";
    },
    wait(s, me) {
      when(s.first !== me.self);
      return "done";
    },
  },
  calls: {
    c0: { to: three, on: { back: () => "c1" } },
    c1: { to: three, on: { back: () => "c2" } },
    c2: { to: three, on: { back: () => "c3" } },
    c3: { to: three, on: { back: () => "c4" } },
    c4: { to: three, on: { back: () => "c5" } },
    c5: { to: three, on: { back: () => "c6" } },
    c6: { to: three, on: { back: () => "c7" } },
    c7: { to: three, on: { back: () => "end" } },
  },
});

test("copies are renumbered, too, that have many more slots than bits", async () => {
  const model = crowd.model("calls of copies", { kernel: kernel("these", { links: [marks] }), processes: crowd.copies("node", nodes, node) });
  const { words, slots } = pack(compose(model));
  expect(slots.length).toBeGreaterThan(5 * 64 * words);
  const { verdict } = (await expectSameResults(model, { reductions: ["symmetry"] })) as SearchResult;
  expect(verdict).toBe("violated");
});

const asks = crowd.machine(prototype("asks", { args: {}, results: {}, exits: ["back"] }), {
  source: "this test",
  locals: { told: nodes.each(bool) },
  steps: {
    ask(s, me) {
      for (let i = 0; i < 2; i++) me.told[i] = s.busy[i];
      return "tell";
    },
    tell(s, me) {
      s.n = count(0, 2, (i) => me.told[i]);
      return "back";
    },
  },
});
const keeps = crowd.machine(prototype("keeps", { args: {}, results: {}, exits: ["back"] }), {
  source: "this test",
  locals: { kept: range(0, 3) },
  steps: {
    keep(_, me) {
      me.kept = 3;
      return "give";
    },
    give(s, me) {
      s.n = me.kept;
      return "back";
    },
  },
});

/** What it keeps in its first call lies where what belongs to the copies lies in its second one. */
const directory = crowd.actor("directory", {
  source: "this test",
  exits: ["done"],
  steps: { begin: () => "keeping" },
  calls: {
    keeping: { to: keeps.prototype, on: { back: () => "asking" } },
    asking: { to: asks.prototype, on: { back: () => "done" } },
  },
});

const toggler = crowd.actor("toggler", {
  source: "this test",
  locals: { self: nodes.self },
  steps: {
    toggle(s, me) {
      s.busy[me.self] = !s.busy[me.self];
      return "toggle";
    },
  },
});

test("to renumber copies leaves alone what lies where a machine that is not active has numbers of them", async () => {
  const model = crowd.model("a directory that calls", {
    kernel: kernel("these", { links: [asks, keeps] }),
    processes: [...crowd.copies("toggler", nodes, toggler), crowd.process("directory", directory)],
  });
  expect(await expectSameResults(model, { reductions: ["symmetry"] })).toMatchObject({ verdict: "holds" });
});
