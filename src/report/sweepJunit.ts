import type { SweepJob } from "../sweep/sweepJob.js";
import { wholeName } from "../sweep/sweepJob.js";
import type { SweepResult } from "../sweep/sweepResult.js";
import { type JunitCase, junitSuite } from "./junitSuite.js";
import type { SweepDocument } from "./sweepDocument.js";

/** A sweep as JUnit XML, a test for each job: a failure is a verdict that was not expected, an error what is incomplete, a skip what was not asked. */
export function sweepJunit({ faultline, sweep, expected }: SweepDocument, jobs: readonly SweepJob[], results: readonly SweepResult[]): string {
  const known = new Map(results.map((result) => [wholeName({ subject: result.subject, size: result.bounds }), result]));
  const names = [...new Set(jobs.map(wholeName))];
  return junitSuite(
    faultline,
    names.map((name) => ({ "@name": name, "@classname": sweep.replaceAll("/", "."), ...fateOf(known.get(name), expected) })),
  );
}

function fateOf(result: SweepResult | undefined, expected: SweepDocument["expected"]): Partial<JunitCase> {
  if (result === undefined) return { skipped: { "@message": "not asked" } };
  const { verdict, reason, properties, seconds } = result;
  const time = { "@time": seconds.toFixed(3) };
  if (verdict === expected) return time;
  if (verdict === "incomplete") return { ...time, error: { "@type": "incomplete", "@message": reason ?? "incomplete" } };
  const violated = properties
    .filter((property) => property.verdict === "violated")
    .map(({ name, steps }) => (steps === null ? name : `${name}, in ${steps} steps`));
  return { ...time, failure: { "@message": `expected ${expected}, is ${verdict}`, "#text": violated.join("\n") } };
}
