import { expect, test } from "vitest";
import type { CheckReport } from "../../src/report/checkReport.js";
import { exitStatus, reportError } from "../../src/report/report.js";
import { check, property, run } from "./reports.js";

const good = check([run()]);
const surprising = check([run({ verdict: "violated" })]);
const incomplete = check([run({ verdict: "incomplete" })]);
const error = reportError({ code: "FL301", message: "m", file: undefined, line: undefined, column: undefined, hint: "h" });

function status(checks: readonly CheckReport[], errors = [] as (typeof error)[], interrupted = false): number {
  return exitStatus({ checks, errors }, interrupted);
}

test("of interruption, error, surprise, incompleteness and success the first that applies is the status", () => {
  expect(status([good, surprising, incomplete], [error], true)).toBe(130);
  expect(status([good, surprising, incomplete], [error])).toBe(2);
  expect(status([good, surprising, incomplete])).toBe(1);
  expect(status([good, incomplete])).toBe(3);
  expect(status([good])).toBe(0);
});

test("a refuted claim that was expected to be is a success", () => {
  expect(status([check([run({ verdict: "violated", expected: "violated" })])])).toBe(0);
});

test("a disputed check surprises nobody, but an incomplete one is incomplete", () => {
  expect(status([check([run({ verdict: "violated" })], { disputed: "why" })])).toBe(0);
  expect(status([check([run({ verdict: "incomplete" })], { disputed: "why" })])).toBe(3);
});

test("a property that came out otherwise than the check says is a surprise, an undecided one is incomplete", () => {
  const withProperty = (verdict: "holds" | "incomplete") =>
    check([run({ verdict: "violated", expected: "violated", asExpected: false, properties: [property({ verdict, expected: "violated" })] })]);
  expect(status([withProperty("holds")])).toBe(1);
  expect(status([withProperty("incomplete")])).toBe(3);
});

test("a run that is judged strictly and was put to no test is a surprise", () => {
  expect(status([check([run({ asExpected: false, properties: [property({ vacuous: true })] })])])).toBe(1);
});
