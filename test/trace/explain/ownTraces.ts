import { decideRun } from "../../../src/engine/decideRun.js";
import type { ComposedModel } from "../../../src/language/compose.js";
import type { Check, Run } from "../../../src/language/index.js";
import { type RunReport, reportRun } from "../../../src/report/runReport.js";
import type { TraceDocument } from "../../../src/trace/traceDocument.js";
import { ownChecks, runName } from "../../checks/checks.js";

/** A run that is expected to be violated. */
export interface ViolatedRun {
  readonly name: string;
  readonly check: Check;
  readonly run: Run;
}

/**
 * Every run of the package's own checks that a search by itself finds violated. What a run beside an abstract model violates, no state of it
 * shows; nor does one show what a loop violates.
 */
export async function violatedRuns(): Promise<readonly ViolatedRun[]> {
  const runs = (await ownChecks()).flatMap((check) => check.runs.map((run) => ({ name: runName(check, run), check, run })));
  const searched = runs.filter(({ run: { decide, refines } }) => decide === undefined && refines === undefined);
  const ofStates = searched.filter(({ run: { model } }) => model.properties?.every(({ kind }) => kind !== "temporal"));
  return ofStates.filter(({ run }) => run.expect === "violated" || Object.values(run.properties ?? {}).includes("violated"));
}

/** A run's model, its report and every counterexample that its search found. */
export async function tracesOf(run: Run): Promise<{ readonly composed: ComposedModel; readonly report: RunReport; readonly traces: readonly TraceDocument[] }> {
  const outcome = await decideRun(run, { set: {} });
  const report = reportRun(run, outcome, { set: {}, strict: false });
  return { composed: outcome.composed, report, traces: report.properties.flatMap(({ trace }) => (trace === null ? [] : [trace])) };
}
