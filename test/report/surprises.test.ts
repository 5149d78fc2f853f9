import { expect, test } from "vitest";
import { paintFor } from "../../src/report/paint.js";
import { surprises } from "../../src/report/surprises.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { traceOf } from "../trace/traceOf.js";
import { check, property, run } from "./reports.js";

const plain = paintFor({});

test("what came out as expected, or is disputed or undecided, surprises nobody", () => {
  const expected = check([run({ verdict: "violated", expected: "violated" })]);
  const disputed = check([run({ verdict: "violated" })], { disputed: "why" });
  expect(surprises([expected, disputed, check([run({ verdict: "incomplete" })])], plain)).toEqual([]);
});

test("of an unexpected violation the first trace is shown and the others are named", async () => {
  const trace = await traceOf(hasty, "uptodate implies valid");
  const properties = [property({ name: "first", verdict: "violated", trace }), property({ name: "second", verdict: "violated", trace })];
  const [text = "", ...more] = surprises([check([run({ verdict: "violated", properties })])], plain);
  expect(text).toMatch(/^a\/b: expected holds, is violated\n {2}0 {2}initial state/);
  expect(text).toMatch(/also violated: second$/);
  expect(more).toEqual([]);
});

test("in a run that is violated as expected, the property that should have held is the one that is shown", async () => {
  const trace = await traceOf(hasty, "uptodate implies valid");
  const properties = [
    property({ name: "known", verdict: "violated", trace }),
    property({ name: "should hold", kind: "sometimes", verdict: "violated", expected: "holds" }),
  ];
  const [text = ""] = surprises([check([run({ verdict: "violated", expected: "violated", asExpected: false, properties })])], plain);
  expect(text).toContain("✗  should hold: no reachable state satisfies it");
  expect(text).not.toContain("initial state");
});

test("an expected violation that did not come is told", () => {
  const properties = [property({ expected: "violated" })];
  expect(surprises([check([run({ verdict: "holds", expected: "violated", properties })])], plain)).toEqual([
    "a/b: expected violated, is holds\n  ✗  p: expected violated, holds",
  ]);
});

test("a strict surprise says what nothing put to the test", () => {
  const strict = run({ asExpected: false, untested: ["p: vacuous, nothing put it to the test", "writer.copy: never fired"] });
  expect(surprises([check([strict])], plain)[0]).toBe(
    "a/b: expected holds, is holds, and not all of it was put to the test\n  ?  p: vacuous, nothing put it to the test\n  ?  writer.copy: never fired",
  );
});
