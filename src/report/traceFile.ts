import type { TraceDocument } from "../trace/traceDocument.js";
import type { CheckReport } from "./checkReport.js";
import type { RunReport } from "./runReport.js";

/** A counterexample with what it is one of: what `trace --format json` prints and `check --save` writes. `trace.schema.json` beside this file is its schema. */
export interface TraceFile extends Pick<RunReport, "model" | "kernel" | "patches" | "actors" | "bounds" | "contentHash"> {
  readonly faultline: string;
  readonly check: string;
  readonly title: string;
  readonly run: string | null;
  readonly trace: TraceDocument;
}

/** A counterexample of a run of a check, with whole states. */
export function traceFile(version: string, check: Pick<CheckReport, "id" | "title">, run: RunReport, trace: TraceDocument): TraceFile {
  const { name, model, kernel, patches, actors, bounds, contentHash } = run;
  return { faultline: version, check: check.id, title: check.title, run: name, model, kernel, patches, actors, bounds, contentHash, trace };
}
