import { decideRun } from "../../src/engine/decideRun.js";
import type { Check, Run } from "../../src/language/index.js";
import { type RunReport, reportRun } from "../../src/report/runReport.js";
import type { TraceDocument } from "../../src/trace/traceDocument.js";

/** Decides the first run of a check in this thread. */
export async function runReportOf(check: Check): Promise<RunReport> {
  const [run] = check.runs as [Run];
  return reportRun(run, await decideRun(run, { set: {}, engine: "reference" }), { set: {}, strict: false });
}

/** The counterexample of a property of a check. */
export async function traceOf(check: Check, property: string): Promise<TraceDocument> {
  const { properties } = await runReportOf(check);
  const trace = properties.find(({ name }) => name === property)?.trace;
  if (!trace) throw new Error(`${check.id} has no counterexample of '${property}'`);
  return trace;
}
