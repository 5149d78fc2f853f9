import { XMLParser } from "fast-xml-parser";
import { expect, test } from "vitest";
import { junitReport } from "../../src/report/junitReport.js";
import { reportError } from "../../src/report/report.js";
import { check, property, run } from "./reports.js";

test("JUnit sees a failure in a surprise, an error in what is incomplete or broken, a skip in a dispute", () => {
  const checks = [
    check([run()], { id: "good", title: 'a < b & "c"' }),
    check([run({ verdict: "violated" })], { id: "surprise" }),
    check([run({ verdict: "incomplete", reason: "interrupted" })], { id: "undecided" }),
    check([run({ verdict: "violated" })], { id: "disputed", disputed: "why" }),
  ];
  const error = reportError({ code: "FL301", message: "no such", file: undefined, line: undefined, column: undefined, hint: "look" });
  const xml = junitReport({ faultline: "1", checks, errors: [error] });
  const { testsuite } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(xml).testsuites;
  expect(testsuite).toMatchObject({ tests: "5", failures: "1", errors: "2", skipped: "1" });
  expect(testsuite.testcase).toMatchObject([
    { name: 'good: a < b & "c"' },
    { failure: { message: "expected holds, is violated" } },
    { error: { message: "interrupted" } },
    { skipped: { message: "why" } },
    { error: { type: "FL301" } },
  ]);
});

test("JUnit is told of a pass that nothing put to the test, and only of that", () => {
  const stale = { kind: "step", pattern: "*.copy", excuses: [], tested: [] } as const;
  const checks = [
    check([run({ properties: [property()] })], { id: "tested" }),
    check([run({ name: "small", properties: [property({ vacuous: true })], excuses: [stale] })], { id: "vacuous" }),
  ];
  const xml = junitReport({ faultline: "1", checks, errors: [] });
  const { testcase } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(xml).testsuites.testsuite;
  expect(testcase[0]).not.toHaveProperty("system-out");
  expect(testcase[1]["system-out"]).toBe("stale: '*.copy' need not be in the list unreached: it matches no step\nsmall: vacuous: nothing put 'p' to the test");
});
