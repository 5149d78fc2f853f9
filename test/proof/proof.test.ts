import { expect, test } from "vitest";
import type { Verdict } from "../../src/language/index.js";
import { fateOf } from "../../src/proof/fates.js";
import type { Finding, Pair } from "../../src/proof/finding.js";
import { keptOf } from "../../src/proof/kept.js";
import { isStrong } from "../../src/proof/strength.js";
import { sweepOf } from "../../src/proof/sweep.js";

const P = "a property";

function finding(verdict: Verdict, cases?: number, vacuous = false): Finding {
  const isCut = verdict === "incomplete";
  return {
    properties: [{ name: P, verdict, vacuous, trace: null }],
    states: 1,
    transitions: 0,
    initialStates: 1,
    seconds: 0,
    fallbacks: [],
    known: false,
    reason: isCut ? "more than 1 states" : null,
    outcomes: isCut ? null : { cases: [], outcomes: [], violatedFrom: cases === undefined ? {} : { [P]: cases } },
  };
}

function pair(before: Finding, after: Finding, unless = ""): Pair {
  const scenario = { name: `scenario ${unless}`, unless, applies: () => true, model: () => ({}) as never, sizes: [{}], usual: 1 };
  return { member: { scenario, size: {}, rung: 0, name: scenario.name, isUsual: true, isFurther: false }, before, after };
}

const violated = finding("violated", 4);
const holds = finding("holds");
const cut = finding("incomplete");

test("a violation is gone only where every model that has it was explored", () => {
  expect(fateOf(P, [pair(violated, holds), pair(holds, holds)])?.fate).toBe("gone");
  expect(fateOf(P, [pair(violated, holds), pair(violated, cut)])?.fate).toBe("undecided");
  expect(fateOf(P, [pair(violated, holds), pair(cut, holds)])?.fate).toBe("undecided");
  expect(fateOf(P, [pair(holds, violated)])).toBeUndefined();
});

test("it is gone unless something happens, if what is left needs that and what was there did not", () => {
  expect(fateOf(P, [pair(violated, holds), pair(violated, violated, "it rains")])).toMatchObject({ fate: "gone unless", unless: ["it rains"] });
  expect(fateOf(P, [pair(violated, violated, "it rains")])?.fate).toBe("as before");
});

test("cases tell whether it is rarer", () => {
  expect(fateOf(P, [pair(violated, finding("violated", 3))])?.fate).toBe("rarer");
  expect(fateOf(P, [pair(violated, finding("violated", 5))])?.fate).toBe("more often");
  expect(fateOf(P, [pair(finding("violated"), finding("violated")), pair(finding("violated"), holds)])?.fate).toBe("rarer");
});

test("what held is broken by one model, and may be by one that was not explored", () => {
  expect(keptOf([pair(holds, violated), pair(violated, violated)]).broken).toMatchObject([{ property: P, models: ["scenario "] }]);
  expect(keptOf([pair(holds, holds), pair(holds, cut)])).toMatchObject({ broken: [], undecided: [P], held: 0 });
  expect(keptOf([pair(holds, holds), pair(violated, violated)])).toMatchObject({ broken: [], undecided: [], held: 1, untested: [] });
});

test("nothing is kept for certain where a model was never begun", () => {
  const lost: Finding = { ...cut, properties: [] };
  expect(keptOf([pair(lost, lost)]).unknown).toBe(true);
  expect(keptOf([pair(holds, holds)]).unknown).toBe(false);
});

test("a sweep says how far it went, and since when larger bounds have brought nothing new", () => {
  const coming = (comes: string): Finding => ({
    ...holds,
    outcomes: { cases: [{ key: "a", given: "g" }], outcomes: [{ begunIn: 0, key: comes, comes, damage: [], leaves: [] }], violatedFrom: {} },
  });
  const scenario = pair(holds, holds).member.scenario;
  const at = (rung: number, after: Finding): Pair => ({ member: { ...pair(holds, holds).member, scenario, rung, name: `size ${rung}` }, before: holds, after });
  const grown = [at(0, coming("one")), at(1, coming("other")), at(2, coming("one")), at(3, cut), at(4, coming("other"))];
  expect(sweepOf(grown, [at(5, holds).member])).toEqual([
    { scenario: scenario.name, sizes: 4, of: 6, largest: "size 4", lastNew: "size 1", quiet: 2, settled: true },
  ]);
  expect(sweepOf(grown.slice(0, 2), [])).toMatchObject([{ sizes: 2, lastNew: "size 1", quiet: 0, settled: false }]);
  expect(sweepOf([], [at(0, holds).member])).toMatchObject([{ sizes: 0, of: 1, largest: null, lastNew: null, quiet: 0, settled: null }]);
});

test("what nothing puts to the test any more is told", () => {
  expect(keptOf([pair(holds, finding("holds", undefined, true))]).untested).toEqual([P]);
});

test("a check is strong that notices nine of ten mutants, whatever became of those that were not tried", () => {
  const tried = { asked: true, equivalent: 3, survivors: [] } as const;
  expect(isStrong({ ...tried, killed: 9, survived: 1, undecided: 0 })).toBe(true);
  expect(isStrong({ ...tried, killed: 8, survived: 2, undecided: 0 })).toBe(false);
  expect(isStrong({ ...tried, killed: 8, survived: 1, undecided: 1 })).toBeUndefined();
  expect(isStrong({ ...tried, killed: 1, survived: 8, undecided: 1 })).toBe(false);
  expect(isStrong({ ...tried, killed: 0, survived: 0, undecided: 0 })).toBeUndefined();
  expect(isStrong({ asked: false, why: "" })).toBeUndefined();
});
