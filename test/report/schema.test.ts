import { expect, test } from "vitest";
import type { Run } from "../../src/language/index.js";
import { compactReport } from "../../src/report/compactReport.js";
import { reportError } from "../../src/report/report.js";
import { reportUndecided } from "../../src/report/runReport.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { runReportOf } from "../trace/traceOf.js";
import { check } from "./reports.js";
import { validateReport } from "./schemas.js";

const error = reportError({ code: "FL301", message: "m", file: undefined, line: undefined, column: undefined, hint: "h" });

test("a report with traces, undecided runs and errors follows the published schema", async () => {
  const undecided = reportUndecided(hasty.runs[0] as Run, "interrupted", { set: { cells: 2 }, strict: false });
  const report = compactReport({ faultline: "0", checks: [check([await runReportOf(hasty), undecided])], errors: [error] });
  expect(report.checks[0]?.runs[0]?.properties.some(({ trace }) => trace !== null)).toBe(true);
  expect(validateReport(JSON.parse(JSON.stringify(report)))).toEqual([]);
});

test("the schema allows no field that is missing, unknown or of another kind", async () => {
  const good = { faultline: "0", checks: [check([await runReportOf(hasty)])], errors: [error] };
  const { states: _states, ...without } = good.checks[0] as object & { states: number };
  expect(validateReport({ ...good, checks: [without] })).not.toEqual([]);
  expect(validateReport({ ...good, surprise: 1 })).not.toEqual([]);
  expect(validateReport({ ...good, errors: [{ ...error, code: "E1" }] })).not.toEqual([]);
  expect(validateReport({ ...good, checks: [{ ...good.checks[0], verdict: "passed" }] })).not.toEqual([]);
});
