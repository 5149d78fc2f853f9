import { expect, test } from "vitest";
import { clearDead, deadSlots } from "../../../src/compiler/analysis/clearDead.js";
import { slotsIn } from "../../../src/compiler/analysis/slotSet.js";
import { compile } from "../../../src/compiler/index.js";
import { referenceEngine } from "../../../src/engine/reference/explore.js";
import type { StateGraph } from "../../../src/engine/search/stateGraph.js";
import { compose } from "../../../src/language/compose.js";
import { fill, parameters, range, system, vector } from "../../../src/language/index.js";
import { spin } from "../../peers/spin.js";
import { explored } from "../compiled/agree.js";
import { sort } from "./examples/sort.js";

const sys = system("a traveller", { parameters: parameters({}), variables: { shown: range(0, 3) } });

/** `drawn` is read in the step after the one that writes it, and never again. */
const traveller = sys.actor("traveller", {
  source: "this test",
  locals: { drawn: range(0, 3), rests: range(0, 2) },
  exits: ["home"],
  steps: {
    draw(_, me, _p, choose) {
      me.drawn = choose.number("drawn", 0, 3);
      return "show";
    },
    show(s, me) {
      s.shown = me.drawn === 0 ? 0 : 1;
      return "rest";
    },
    rest(_, me) {
      if (me.rests === 2) return "home";
      me.rests += 1;
      return "rest";
    },
  },
});

const journey = sys.model("a journey", {
  processes: [sys.process("traveller", traveller)],
  properties: [sys.always("it shows 0 or 1", {}, (s) => s.shown < 2)],
});

test("a local that is not read again makes no difference between states", async () => {
  // Before the draw; what was drawn; at each rest what was drawn, or only what is shown of it; at home what is shown.
  expect((await explored(journey, { reductions: ["dead"] })).states).toBe(1 + 4 + 3 * 2 + 2);
  expect((await explored(journey)).states).toBe(1 + 4 + 3 * 4 + 2);
});

/** As far as its domain goes, `next` may lie far behind the shelves; it never does. */
const shelves = system("a storekeeper", { parameters: parameters({}), variables: { shelves: vector(2, range(0, 3)) } });

const storekeeper = shelves.actor("storekeeper", {
  source: "this test",
  locals: { next: range(0, 40) },
  exits: ["home"],
  steps: {
    fill(s, me, _p, choose) {
      fill(s.shelves, me.next, me.next + 1, choose.number("boxes", 0, 3));
      me.next += 1;
      return me.next === 2 ? "home" : "fill";
    },
  },
});

const store = shelves.model("a store", { processes: [shelves.process("storekeeper", storekeeper)] });

test("where a process stands is never cleared, however far an index might reach", async () => {
  const model = compile(compose(store));
  const stands = model.processes.map(({ slot }) => slot);
  const cleared = deadSlots(model).flatMap((states) => states.flatMap(slotsIn));
  expect(cleared.filter((slot) => stands.includes(slot) || slot >= model.slots.length)).toEqual([]);
  expect((await explored(store, { reductions: ["dead"] })).states).toBeLessThanOrEqual((await explored(store)).states);
});

test.each([
  ["a journey", journey, {}],
  ["sort", sort, { L: 1 }],
])("the states that are left are those of the whole graph with dead variables at their least: %s", async (_name, model, set) => {
  const composed = compose(model, set);
  const dead = deadSlots(compile(composed)).map((states) => states.map(slotsIn));
  let graph: StateGraph | undefined;
  const search = referenceEngine.explore(composed, {
    onGraph: (whole) => {
      graph = whole;
    },
  });
  while (!search.next().done);
  const left = new Set<string>();
  for (let state = 0; state < (graph as StateGraph).states; state++) {
    const slots = (graph as StateGraph).read(state);
    const cleared = slots.slice();
    for (const [process, { slot }] of composed.processes.entries())
      for (const each of dead[process]?.[slots[slot] as number] ?? []) cleared[each] = composed.slots[each]?.least as number;
    left.add(cleared.join());
  }
  expect((await explored(model, { reductions: ["dead"] }, set)).states).toBe(left.size);
});

test.skipIf(spin.missing.length > 0).each([
  ["a journey", journey, {}],
  ["sort", sort, { L: 1 }],
])("SPIN counts as many states and transitions where the text of a model clears them: %s", async (_name, model, set) => {
  const { states, transitions } = await explored(model, { reductions: ["dead"] }, set);
  expect(spin.count(clearDead(compile(compose(model, set))), 1)).toEqual({ states, transitions });
});
