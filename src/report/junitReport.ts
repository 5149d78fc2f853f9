import { stripVTControlCharacters } from "node:util";
import { type CheckReport, contradicts } from "./checkReport.js";
import { type JunitCase, junitSuite } from "./junitSuite.js";
import { paintFor } from "./paint.js";
import type { Report } from "./report.js";
import { surprises } from "./surprises.js";
import { staleNotes, vacuityNotes } from "./vacuity.js";

/**
 * The report as JUnit XML: a failure for what is not as expected, an error for what is incomplete or could not be loaded, a skip for what
 * is disputed. What passed although nothing put it to the test says so in its `system-out`.
 */
export function junitReport({ faultline, checks, errors }: Report): string {
  const cases = [
    ...checks.map(caseOf),
    ...errors.map((error) => ({ "@name": error.message, "@classname": "errors", error: { "@type": error.code, "@message": error.hint } })),
  ];
  return junitSuite(faultline, cases);
}

function caseOf(check: CheckReport): JunitCase {
  const named = { "@name": `${check.id}: ${check.title}`, "@classname": check.id.replaceAll("/", "."), "@time": check.seconds.toFixed(3) };
  const message = `expected ${check.expected}, is ${check.verdict}`;
  if (check.disputed) return { ...named, skipped: { "@message": check.evidence ?? "disputed" } };
  if (check.runs.some(contradicts))
    return { ...named, failure: { "@message": message, "#text": stripVTControlCharacters(surprises([check], paintFor({})).join("\n")) } };
  if (!check.asExpected)
    return { ...named, error: { "@type": "incomplete", "@message": check.runs.map(({ reason }) => reason).find((reason) => reason !== null) ?? message } };
  const notes = [...staleNotes(check), ...check.runs.flatMap((run) => vacuityNotes(run).map((note) => (run.name === null ? note : `${run.name}: ${note}`)))];
  return notes.length === 0 ? named : { ...named, "system-out": notes.join("\n") };
}
