import { stripVTControlCharacters } from "node:util";
import { XMLBuilder } from "fast-xml-parser";
import { type CheckReport, contradicts } from "./checkReport.js";
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
  const suite = { "@name": `faultline ${faultline}`, "@tests": cases.length, ...totals(cases), testcase: cases };
  const builder = new XMLBuilder({ attributeNamePrefix: "@", ignoreAttributes: false, format: true, suppressEmptyNode: true });
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, testsuites: { testsuite: suite } });
}

interface Case {
  readonly "@name": string;
  readonly "@classname": string;
  readonly failure?: object;
  readonly error?: object;
  readonly skipped?: object;
  /** What a pass does not say by itself. */
  readonly "system-out"?: string;
}

function totals(cases: readonly Case[]): object {
  const number = (kind: keyof Case): number => cases.filter((each) => each[kind] !== undefined).length;
  return { "@failures": number("failure"), "@errors": number("error"), "@skipped": number("skipped") };
}

function caseOf(check: CheckReport): Case {
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
