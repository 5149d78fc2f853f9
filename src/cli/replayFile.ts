import { readFileSync } from "node:fs";
import { contentHash } from "../engine/contentHash.js";
import { compose } from "../language/compose.js";
import { type ParameterValues, type Run, SpecError } from "../language/index.js";
import { refinementName } from "../language/refinement.js";
import type { Paint } from "../report/paint.js";
import type { TraceFile } from "../report/traceFile.js";
import { NOTHING_FAILED } from "../trace/replay/nothingFailed.js";
import { type Replay, replayTrace } from "../trace/replay/replayTrace.js";
import type { Asked } from "./askedQuestions.js";

/** What became of a saved trace, with what it is one of: what `trace --replay --format json` prints. */
export interface ReplayReport extends Replay {
  readonly check: string;
  readonly run: string | null;
  readonly property: string;
  /** How many steps the trace has. */
  readonly steps: number;
  /** The model has the content hash that it had when the trace was saved. */
  readonly sameQuestion: boolean;
}

/** Reads a trace that `check --save` or `trace --format json` wrote. @throws SpecError FL307 for a file that is none */
export function readTraceFile(path: string): TraceFile {
  const hint = "name a file that check --save or trace --format json wrote";
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SpecError("FL307", `${path} cannot be read: ${(error as Error).message}`, hint);
  }
  if (isTraceFile(content)) return content;
  throw new SpecError("FL307", `${path} is no saved trace`, hint);
}

/** Its schema is `src/report/trace.schema.json`; here it is told from other files. */
function isTraceFile(content: unknown): content is TraceFile {
  const { check, trace, bounds } = (typeof content === "object" && content !== null ? content : {}) as Partial<Record<keyof TraceFile, unknown>>;
  const { steps, initial, property } = (typeof trace === "object" && trace !== null ? trace : {}) as Partial<Record<string, unknown>>;
  return typeof check === "string" && typeof bounds === "object" && Array.isArray(steps) && typeof initial === "object" && typeof property === "object";
}

/** Takes a saved trace again on the check as it is today. @throws SpecError FL302 if the check has no such run, or the trace is a refinement's, FL106 if it has other bounds */
export function replaySaved(file: TraceFile, asked: Asked): ReplayReport {
  const run = runOf(file, asked);
  refuseRefinement(file, run);
  const composed = compose(run.model, file.bounds as ParameterValues);
  const sameQuestion = contentHash(composed) === file.contentHash;
  const { property, steps } = file.trace;
  return { check: file.check, run: file.run, property: property.name, steps: steps.length, sameQuestion, ...replayTrace(composed, file.trace) };
}

/** A refinement fails beside a run of the abstract model, which no trace tells. */
function refuseRefinement({ check, trace: { property } }: TraceFile, { refines }: Run): void {
  if (refines === undefined || refinementName(refines) !== property.name) return;
  throw new SpecError(
    "FL302",
    `the trace of '${property.name}' is not replayed: what the abstract model could do is no part of it`,
    `faultline trace ${check} finds it again`,
  );
}

/** The run that a trace is of: by its name, else by its model and kernel. */
function runOf({ check, run: name, model, kernel, patches }: TraceFile, { runs }: Asked): Run {
  const same = ({ run }: Asked["runs"][number]): boolean => (run.name ?? null) === name && run.model.name === model;
  const ofKernel = ({ run }: Asked["runs"][number]): boolean =>
    (run.model.kernel?.name ?? null) === kernel && String(run.model.kernel?.patches ?? []) === String(patches);
  const found = runs.find((one) => same(one) && ofKernel(one)) ?? runs.find(same);
  if (found !== undefined) return found.run;
  throw new SpecError("FL302", `${check} has no run '${name ?? model}' any more`, `its runs: ${runs.map(({ run }) => run.name ?? run.model.name).join("; ")}`);
}

/** What became of a saved trace, for a person. */
export function replayText({ check, run, property, steps, sameQuestion, happens, step, why }: ReplayReport, paint: Paint): string {
  const question = sameQuestion ? "The model is, word for word, the one that it was." : "The model is not, word for word, the one that it was.";
  const where = step === null ? "" : step === 0 ? " in its initial state" : ` at step ${step} of ${steps}`;
  const happened =
    property === NOTHING_FAILED ? `Every one of its ${steps} steps can still be taken.` : paint.red(`It still happens: ${property}, after ${steps} steps.`);
  const outcome = happens ? happened : paint.bold(`It does not happen any more${where}: ${why}.`);
  return [`${[check, ...(run === null ? [] : [run])].join(", ")}: ${property}`, question, outcome].join("\n");
}
