import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SpecError } from "../../src/language/errors.js";
import { type Formula, showFormula } from "../../src/language/formula.js";
import { and, at, equivalent, eventually, globally, implies, not, or, release, until, weakUntil } from "../../src/language/ltl.js";
import { parseFormula } from "../../src/language/parseFormula.js";

const [a, b, c] = [at("a"), at("b"), at("c")];
const atoms = { a, b, c };
const parse = (text: string): Formula => parseFormula(text, atoms, undefined);

function refusal(text: string, names: Readonly<Record<string, Formula>> = atoms): SpecError {
  try {
    parseFormula(text, names, undefined);
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error(`"${text}" was read`);
}

describe("text means the formula that it says", () => {
  test.each<[string, Formula]>([
    ["[] (a -> <> b)", globally(implies(a, eventually(b)))],
    ["G(a->F b)", globally(implies(a, eventually(b)))],
    ["always (a implies eventually b)", globally(implies(a, eventually(b)))],
    ["a U b U c", until(a, until(b, c))],
    ["!a && b || c", or(and(not(a), b), c)],
    ["a \\/ b /\\ c", or(a, and(b, c))],
    ["a -> b -> c", implies(a, implies(b, c))],
    ["a -> b <-> c", equivalent(implies(a, b), c)],
    ["a W b && c V a", and(weakUntil(a, b), release(c, a))],
    ["[]<>!a", globally(eventually(not(a)))],
    ["<>[]true U false", until(eventually(globally({ op: "true" })), { op: "false" })],
  ])("%s", (text, formula) => expect(parse(text)).toEqual(formula));
});

test("what a formula is shown as means the same formula", () => {
  const leaf = fc.constantFrom<Formula>(a, b, c, { op: "true" }, { op: "false" });
  const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
    formula: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.record({ op: fc.constantFrom("not", "globally", "eventually"), of: tie("formula") }),
      fc.record({
        op: fc.constantFrom("and", "or", "implies", "equivalent", "until", "weakUntil", "release"),
        left: tie("formula"),
        right: tie("formula"),
      }),
    ) as fc.Arbitrary<Formula>,
  }));
  const readable = (text: string): string => text.replaceAll(/at\((\w)\)/g, "$1");
  fc.assert(
    fc.property(formula, (made) => {
      expect(parse(readable(showFormula(made)))).toEqual(made);
    }),
  );
});

describe("text that does not parse is FL121, with the column of what is wrong", () => {
  test.each([
    ["[] (a -> <> b", 4, "never closed"],
    ["[] (a ->", 9, "a formula is missing"],
    ["", 1, "a formula is missing"],
    ["a b", 3, "'b' is one too many"],
    ["a && ) b", 6, "')' has nothing on its left"],
    ["a -> U b", 6, "'U' has nothing on its left"],
    ["a  ~ b", 4, "'~' is no part of a formula"],
  ])("%s", (text, column, what) => {
    const { code, message } = refusal(text);
    expect(code).toBe("FL121");
    expect(message).toContain(`column ${column}: `);
    expect(message).toContain(what);
  });

  test("a predicate may not be called like an operator", () => {
    expect(refusal("U U U", { U: a })).toMatchObject({ code: "FL121", message: "'U' cannot be the name of a predicate" });
  });
});

test("a name that nothing has is FL122, and those that there are are named", () => {
  expect(refusal("[] (a -> <> bb)")).toMatchObject({
    code: "FL122",
    message: `"[] (a -> <> bb)", column 13: nothing is called 'bb'`,
    hint: "its predicates: a, b, c",
  });
  expect(refusal("constructor")).toMatchObject({ code: "FL122" });
});

test.each(["[] (a -> X b)", "next a"])("%s speaks of the next step: FL123", (text) => {
  expect(refusal(text)).toMatchObject({ code: "FL123" });
});
