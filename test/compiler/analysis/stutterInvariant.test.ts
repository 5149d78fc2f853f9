import fc from "fast-check";
import { expect, test } from "vitest";
import { isStutterInvariant } from "../../../src/compiler/analysis/stutterInvariant.js";
import type { Atom, Formula } from "../../../src/language/formula.js";
import { at, taken } from "../../../src/language/ltl.js";
import { parseFormula } from "../../../src/language/parseFormula.js";
import { type LassoWord, truthOf } from "../../liveness/lassoWord.js";

const RUNS = process.env.FAULTLINE_LONG === "1" ? 100_000 : 3_000;

/** Two atoms are true of states, two of steps that are taken: bits of a letter, in this order. */
const ATOMS = [at("a"), at("b"), taken({ step: "c" }), taken({ step: "d" })];
const OF_STATE = 0b11;
const names = { a: ATOMS[0], b: ATOMS[1], c: ATOMS[2], d: ATOMS[3] } as Readonly<Record<string, Formula>>;

function numberOf(atom: Atom): number {
  return ATOMS.findIndex((formula) => formula.op === "atom" && formula.atom === atom);
}

const formulas = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Formula>(...ATOMS),
    fc.record({ op: fc.constantFrom("not", "globally", "eventually"), of: tie("formula") }),
    fc.record({ op: fc.constantFrom("and", "or", "implies", "equivalent", "until", "weakUntil", "release"), left: tie("formula"), right: tie("formula") }),
  ) as fc.Arbitrary<Formula>,
})).formula;

/** A word, and how many moments come before each of its letters in another one, in which nothing changes and no step of note is taken. */
const words = fc.integer({ min: 1, max: 4 }).chain((length) =>
  fc.record({
    letters: fc.array(fc.nat(15), { minLength: length, maxLength: length }),
    before: fc.array(fc.nat(2), { minLength: length, maxLength: length }),
    loop: fc.nat(length - 1),
  }),
);

function stuttered({ letters, before, loop }: LassoWord & { readonly before: readonly number[] }): LassoWord {
  const parts = letters.map((letter, index) => [...Array.from({ length: before[index] as number }, () => letter & OF_STATE), letter]);
  return { letters: parts.flat(), loop: parts.slice(0, loop).flat().length };
}

test("what is taken for invariant comes out the same whatever else happens in between", () => {
  let invariant = 0;
  const agrees = fc.property(formulas, words, (formula, word) => {
    if (!isStutterInvariant(formula)) return;
    invariant++;
    expect(truthOf(formula, stuttered(word), numberOf)[0]).toBe(truthOf(formula, word, numberOf)[0]);
  });
  fc.assert(agrees, { numRuns: RUNS });
  expect(invariant).toBeGreaterThan(RUNS / 10);
});

test.each([
  ["[] (c -> <> d)", true],
  ["[] <> (c && (!d W a))", true],
  ["(<> [] !c) -> <> a", true],
  ["!c U a", true],
  ["<> (c && c U d)", false],
  ["c", false],
  ["a U c", false],
  ["[] (a -> c)", false],
  ["<> !c", false],
])("%s: %s", (text, invariant) => {
  expect(isStutterInvariant(parseFormula(text, names, undefined))).toBe(invariant);
});
