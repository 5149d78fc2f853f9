import { compactTrace } from "../trace/traceDocument.js";
import type { Report } from "./report.js";

/** The report as `check --json` prints it: traces by their changes alone. */
export function compactReport(report: Report): Report {
  const checks = report.checks.map((check) => ({
    ...check,
    runs: check.runs.map((run) => ({
      ...run,
      properties: run.properties.map((property) => (property.trace === null ? property : { ...property, trace: compactTrace(property.trace) })),
    })),
  }));
  return { ...report, checks };
}
