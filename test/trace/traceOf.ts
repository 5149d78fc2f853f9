import { decideRun } from "../../src/engine/decideRun.js";
import type { Check, Run } from "../../src/language/index.js";
import { type RunReport, reportRun } from "../../src/report/runReport.js";
import type { TraceDocument } from "../../src/trace/traceDocument.js";

/** Decides the first run of a check in this thread. */
export function runReportOf({ runs }: Check): Promise<RunReport> {
  return decided(runs[0] as Run);
}

/** Decides all runs of a check in this thread. */
export function runReportsOf({ runs }: Check): Promise<RunReport[]> {
  return Promise.all(runs.map(decided));
}

async function decided(run: Run): Promise<RunReport> {
  return reportRun(run, await decideRun(run, { set: {}, engine: "reference" }), { set: {}, strict: false });
}

/** The counterexample of a property of a check. */
export async function traceOf(check: Check, property: string): Promise<TraceDocument> {
  const { properties } = await runReportOf(check);
  const trace = properties.find(({ name }) => name === property)?.trace;
  if (!trace) throw new Error(`${check.id} has no counterexample of '${property}'`);
  return trace;
}
