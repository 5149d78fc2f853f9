import { DOMAINS } from "../../../src/engine/result.js";
import type { ComposedModel } from "../../../src/language/compose.js";
import { compose } from "../../../src/language/compose.js";
import type { Check, Run } from "../../../src/language/index.js";
import { type TraceFile, traceFile } from "../../../src/report/traceFile.js";
import { hasty } from "../../cli/fixtures/copier.check.js";
import { without } from "../../cli/fixtures/retry.check.js";
import { overflow } from "../../cli/fixtures/tank.check.js";
import { HOSTILE_PROPERTY, hostileCheck } from "../../fixtures/hostile.js";
import { runReportOf } from "../../trace/traceOf.js";

/** A trace that formats are tested on, with its model. */
export interface Sample {
  readonly name: string;
  readonly check: Check;
  readonly file: TraceFile;
  readonly composed: ComposedModel;
}

async function sample(name: string, check: Check, property: string): Promise<Sample> {
  const [run] = check.runs as [Run];
  const report = await runReportOf(check);
  const trace = report.properties.find((each) => each.name === property)?.trace;
  if (!trace) throw new Error(`${check.id} has no counterexample of '${property}'`);
  return { name, check, file: traceFile("0", check, report, trace), composed: compose(run.model) };
}

/** Calls, a picture and a quantifier; a last step without a successor; names that try to break out; a loop. */
export const samples: readonly Sample[] = [
  await sample("an ordinary trace", hasty, "uptodate implies valid"),
  await sample("a trace whose last step has no successor", overflow, DOMAINS),
  await sample("a hostile trace", hostileCheck, HOSTILE_PROPERTY),
  await sample("a run that never ends", without, "write(2) returns"),
];
