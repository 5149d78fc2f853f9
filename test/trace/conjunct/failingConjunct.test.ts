import { expect, test } from "vitest";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { compose } from "../../../src/language/compose.js";
import { all, any, bool, div, implies, oneOf, parameters, range, record, subset, system, vector } from "../../../src/language/index.js";
import type { PredicateProperty } from "../../../src/language/property.js";
import { failingConjunct } from "../../../src/trace/conjunct/failingConjunct.js";

const cache = system("cache", {
  parameters: parameters({ PAGE: 2 }),
  variables: {
    size: range(0, 4),
    locked: bool,
    pages: vector(2, record({ uptodate: bool, cells: vector(2, oneOf("old", "new")) })),
    seen: subset("reader", "writer"),
  },
});

const actor = cache.actor("nobody", { source: "", exits: ["end"], steps: { run: () => "end" } });

/** Page 0 is uptodate, cells 0 and 3 are new, the size is 3, and the reader has seen it. */
const start = cache.initial((s) => {
  s.size = 3;
  s.pages[0].uptodate = true;
  s.pages[0].cells[0] = "new";
  s.pages[1].cells[1] = "new";
  s.seen.add("reader");
});

type Holds = Parameters<typeof cache.always>[2];

function cellAt(s: Parameters<Holds>[0], pos: number, PAGE: number): string {
  const page = div(pos, PAGE);
  for (let index = 0; index < 2; index++) {
    if (index === page) return s.pages[index].cells[pos - page * PAGE];
  }
  return "old";
}

function isSafe(s: Parameters<Holds>[0], page: number): boolean {
  const { uptodate, cells } = s.pages[page];
  if (!uptodate) return true;
  return cells[0] === "old" || cells[1] === "new";
}

function explain(property: PredicateProperty): ReturnType<typeof failingConjunct> {
  const stepper = new Stepper(compose(cache.model("m", { processes: [cache.process("p", actor)], initial: start, properties: [property] })));
  let state = new Int32Array();
  stepper.initialStates(() => {
    state = Int32Array.from(stepper.slots);
  });
  return failingConjunct(property, [stepper.look(state)], stepper.model.parameters);
}

const nameOf = ({ name, value }: { name: string; value: string }): string => `${name} = ${value}`;

test("of a conjunction the side that is false is to blame, with its values, and not what was true before it", () => {
  const found = explain(cache.always("p", {}, (s) => s.size > 0 && s.pages[0].uptodate && s.pages[1].uptodate));
  expect(found).toMatchObject({ text: "s.pages[1].uptodate", wanted: true, where: [], reads: [{ name: "pages[1].uptodate", value: "false" }] });
});

test("of nested quantifiers the first instances that fail are told, and the bounds with the values", () => {
  const found = explain(cache.always("p", {}, (s) => all(0, 2, (page) => all(0, s.size, (cell) => page === 0 || cell < 2 || s.pages[page].uptodate))));
  expect(found?.where).toEqual([
    { name: "page", index: 1 },
    { name: "cell", index: 2 },
  ]);
  expect(found?.text).toBe("s.pages[page].uptodate");
  expect(found?.reads.map(nameOf)).toEqual(["size = 3", "pages[1].uptodate = false"]);
});

test("the condition of an implication counts among what was looked at", () => {
  const found = explain(cache.always("p", {}, (s, { PAGE }) => implies(s.pages[0].uptodate, () => cellAt(s, 1, PAGE) === "new")));
  expect(found?.text).toBe('cellAt(s, 1, PAGE) === "new"');
  expect(found?.sides.map(nameOf)).toEqual(["cellAt(s, 1, PAGE) = old"]);
  expect(found?.reads.map(nameOf)).toEqual(["pages[0].uptodate = true", "pages[0].cells[1] = old"]);
});

test("where a helper is asked, its own deciding part is told as well", () => {
  const found = explain(cache.always("p", {}, (s) => isSafe(s, 0)));
  expect(found).toMatchObject({ text: "isSafe(s, 0)", within: { text: 'cells[1] === "new"' } });
});

test("of what ought never to be true, the part that is true is to blame, through negation", () => {
  const found = explain(cache.never("p", {}, (s) => s.locked || any(0, 2, (page) => !(s.pages[page].uptodate || page === 1))));
  expect(found).toBeUndefined();
  const true_ = explain(cache.never("p", {}, (s) => s.locked || any(0, 2, (page) => page < 1 && s.seen.has("reader"))));
  expect(true_).toMatchObject({ text: 's.seen.has("reader")', wanted: false, where: [{ name: "page", index: 0 }] });
});

test("a block body with local variables is followed to what it returns", () => {
  const found = explain(
    cache.always("p", {}, (s) => {
      const wanted = s.locked ? 4 : 2;
      let sum = 0;
      for (let page = 0; page < 2; page++) if (s.pages[page].uptodate) sum += 1;
      return sum === wanted;
    }),
  );
  expect(found?.text).toBe("sum === wanted");
  expect(found?.sides.map(nameOf)).toEqual(["sum = 1", "wanted = 2"]);
});
