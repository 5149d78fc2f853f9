import { describe, expect, test } from "vitest";
import type { Operator } from "../../../src/compiler/mutants/mutant.js";
import { mutantsOf } from "../../../src/compiler/mutants/mutantsOf.js";
import { writeModule } from "../../../src/compiler/targets/assemblyscript/index.js";
import { check } from "../../../src/engine/check.js";
import { mutantModule } from "../../../src/engine/compiled/mutantModule.js";
import { isSameGraph, MutantSearch } from "../../../src/engine/compiled/mutantSearch.js";
import { compose } from "../../../src/language/compose.js";
import { byHand, seller, shopWith } from "./shop.js";

const composed = compose(shopWith(seller));
const { model, mutants } = mutantsOf(composed, ["sell"]);
const searches = new MutantSearch(composed, await mutantModule(model, mutants));
const BUDGET = { maxStates: 10_000, enough: new Set<string>() };
const original = searches.search(0, BUDGET);

/** The number of a mutant in the module. */
function numberOf(operator: Operator, before: string, after: string): number {
  const at = mutants.findIndex(({ mutant }) => mutant.operator === operator && mutant.before === before && mutant.after === after);
  if (at < 0) throw new Error(`there is no mutant '${before}' => '${after}'`);
  return at + 1;
}

describe("a mutant", () => {
  test.each(byHand)("$operator: $before => $after is what a person gets who writes it by hand", async ({ operator, before, after, machine }) => {
    const found = searches.search(numberOf(operator, before, after), BUDGET);
    const expected = await check(shopWith(machine));
    const { states, transitions } = expected;
    expect(found).toMatchObject({ states, transitions, complete: true });
    const verdicts = (answers: readonly { readonly verdict: string }[]): readonly string[] => answers.map(({ verdict }) => verdict).sort();
    expect(verdicts(found.answers)).toEqual(verdicts(expected.properties));
    const lengths = found.answers.flatMap((answer) => (Number.isFinite(answer.transitions) ? [answer.transitions] : []));
    expect(lengths.sort()).toEqual(expected.properties.flatMap(({ trace }) => (trace === undefined ? [] : [trace.steps.length])).sort());
  });

  test("number 0 is the model itself", async () => {
    const { states, transitions } = await check(shopWith(seller));
    expect(original).toMatchObject({ states, transitions, complete: true });
    expect(isSameGraph(original, searches.search(0, BUDGET))).toBe(true);
  });

  test("that leaves a domain is a violation, and no other variable is touched by what does not fit", () => {
    const { answers } = searches.search(numberOf("off by one", "me.given", "me.given + 1"), BUDGET);
    expect(answers.find(({ property }) => property === "every step stays within its domains")).toMatchObject({ verdict: "violated" });
  });

  test("that grows beyond its budget is not finished", () => {
    expect(searches.search(0, { ...BUDGET, maxStates: original.states - 1 })).toMatchObject({ complete: false });
  });

  test("is not searched any further once a violation is found that is enough", () => {
    const number = numberOf("drop a lock", "s.locked = false;", "");
    const whole = searches.search(number, BUDGET);
    const property = whole.answers.find(({ verdict }) => verdict === "violated")?.property as string;
    const cut = searches.search(number, { ...BUDGET, enough: new Set([property]) });
    expect(cut.answers.find((answer) => answer.property === property)).toEqual(whole.answers.find((answer) => answer.property === property));
    expect(cut.states).toBeLessThanOrEqual(whole.states);
  });
});

describe("the graph", () => {
  test("of another edge between the same states is another", () => {
    const found = searches.search(numberOf("reorder statements", "s.sold += me.given;", "s.locked = false; s.sold += me.given;"), BUDGET);
    expect(isSameGraph(original, found)).toBe(true);
    const { fingerprint } = found;
    expect(isSameGraph(original, { ...found, fingerprint: fingerprint ^ 1n })).toBe(false);
    const told = searches.search(numberOf("negate a condition", "s.stock > 0", "!(s.stock > 0)"), BUDGET);
    expect(isSameGraph(original, told)).toBe(false);
  });
});

describe("the mutants of a function", () => {
  test("are every slip at every place of its text, helpers included, but for ghosts and guards out of their place", () => {
    const told = mutants.map(({ mutant: { site, operator, before, after } }) => `${site.line}:${site.column} ${operator}: ${before} => ${after}`);
    expect(new Set(told).size).toBe(told.length);
    expect(told).toMatchSnapshot();
    expect(told.filter((each) => each.includes("ledger"))).toEqual([]);
  });

  test("are those of no other function", () => {
    expect(mutantsOf(composed, ["buy"]).mutants).toEqual([]);
  });

  test("have the same keys wherever the function is used", () => {
    const alone = compose({ ...shopWith(seller), processes: shopWith(seller).processes.slice(0, 1) });
    const keys = (list: typeof mutants): readonly string[] => list.map(({ mutant }) => mutant.key);
    expect(keys(mutantsOf(alone, ["sell"]).mutants)).toEqual(keys(mutants));
  });

  test("can be asked for one by one", () => {
    const wanted = mutants[3]?.mutant.key;
    const asked = mutantsOf(composed, ["sell"], ({ key }) => key === wanted);
    expect(asked.mutants.map(({ mutant }) => mutant.key)).toEqual([wanted]);
  });
});

test("a module without mutants has no word of them", () => {
  expect(writeModule(model).text).not.toMatch(/mutant|fingerprint|compared/);
});
