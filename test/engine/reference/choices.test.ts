import { expect, it } from "vitest";
import { bool, type Choose, type Model, parameters, range, system, type ValueOf, when } from "../../../src/language/index.js";
import { counts, explore } from "../../fixtures/explore.js";

const variables = { a: range(0, 9), b: range(0, 9), flag: bool };
const sys = system("choices", { parameters: parameters({}), variables });

/** A model that takes one step, in every way it can, and ends. */
function once(body: (s: ValueOf<typeof variables>, choose: Choose) => void): Model {
  const actor = sys.actor("actor", {
    source: "this test",
    exits: ["done"],
    steps: {
      only(s, _, __, choose) {
        body(s, choose);
        return "done";
      },
    },
  });
  return sys.model("choices", { processes: [sys.process("actor", actor)] });
}

it("choices in a row multiply", () => {
  const model = once((s, choose) => {
    s.a = choose.number("a", 0, 3);
    s.b = choose.oneOf("b", ["x", "y", "z"]).length;
    s.flag = choose.flag("flag");
  });
  expect(counts(explore(model))).toMatchObject({ states: 1 + 4 * 2, transitions: 4 * 3 * 2 });
});

it("a choice that a branch does not reach does not multiply", () => {
  const model = once((s, choose) => {
    s.a = choose.number("a", 0, 3);
    if (s.a === 1) s.b = choose.number("b", 0, 4);
    if (s.a === 3) s.flag = choose.flag("flag");
  });
  expect(counts(explore(model))).toMatchObject({ states: 1 + 1 + 5 + 1 + 2, transitions: 1 + 5 + 1 + 2 });
});

it("the answer to one choice may bound the next", () => {
  const model = once((s, choose) => {
    s.a = choose.number("a", 0, 4);
    s.b = choose.number("b", 0, s.a);
  });
  expect(explore(model).transitions).toBe(1 + 2 + 3 + 4 + 5);
});

it("two choices that lead to one successor are two transitions", () => {
  const model = once((s, choose) => {
    s.a = choose.number("a", 1, 6) > 3 ? 1 : 0;
  });
  expect(counts(explore(model))).toMatchObject({ states: 3, transitions: 6 });
});

it("when() disables the leaf and not the step, and the choices before it count", () => {
  const model = once((s, choose) => {
    const a = choose.number("a", 0, 5);
    when(a !== 2);
    const b = choose.number("b", 0, a);
    when(b !== 3);
    s.a = a;
    s.b = b;
  });
  // a = 0, 1, 3, 4, 5 and every b from 0 to a but 3.
  expect(explore(model).transitions).toBe(1 + 2 + 3 + 4 + 5);
});

it("a disabled leaf leaves nothing behind", () => {
  const model = once((s, choose) => {
    if (choose.flag("disabled")) when(s.a === 9);
    s.b = s.a;
    s.a = 1;
  });
  expect(counts(explore(model))).toMatchObject({ states: 2, transitions: 1 });
});

it("a step whose every leaf is disabled has no transition", () => {
  const model = once((_, choose) => when(choose.number("n", 0, 5) === 9));
  expect(counts(explore(model))).toMatchObject({ states: 1, transitions: 0 });
});
