import { expect, test } from "vitest";
import { demandFreshLists, demandTestsSomewhere, untestedIn } from "../../src/report/strictness.js";
import { property, run } from "./reports.js";

const vacuous = property({ vacuous: true });

test("what nothing put to the test is named, unless the check knows of it", () => {
  expect(untestedIn([property({ name: "tested" }), vacuous], ["writer.copy"], [])).toEqual([
    "p: vacuous, nothing put it to the test",
    "writer.copy: never fired",
  ]);
  expect(untestedIn([vacuous], [], [{ kind: "property", pattern: "p*", excuses: ["p"], tested: [] }])).toEqual([]);
});

test("a list that no run needs fails the first run that has it", () => {
  const idle = { kind: "step", pattern: "*.copy", excuses: [], tested: ["writer.copy"] } as const;
  const judged = demandFreshLists([run({ excuses: [] }), run({ excuses: [idle] }), run({ excuses: [idle] })]);
  expect(judged.map(({ asExpected }) => asExpected)).toEqual([true, false, true]);
  expect(judged[1]?.untested).toEqual(["'*.copy' need not be in the list unreached: writer.copy fires"]);
  const needed = { ...idle, excuses: ["reader.copy"] };
  expect(demandFreshLists([run({ excuses: [idle] }), run({ excuses: [needed] })]).every(({ asExpected }) => asExpected)).toBe(true);
});

test("of a kernel's models, one has to put each property to the test; steps are nobody's question", () => {
  const untested = run({ properties: [vacuous], unreached: ["writer.copy"] });
  expect(demandTestsSomewhere([untested, run({ properties: [property()] })]).every(({ asExpected }) => asExpected)).toBe(true);
  const judged = demandTestsSomewhere([untested, untested]);
  expect(judged.map(({ asExpected }) => asExpected)).toEqual([false, true]);
  expect(judged[0]?.untested).toEqual(["p: vacuous, nothing put it to the test in any model"]);
});
