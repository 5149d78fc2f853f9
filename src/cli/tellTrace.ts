import { type ComposedModel, compose } from "../language/compose.js";
import { type ParameterValues, SpecError } from "../language/index.js";
import type { CheckReport } from "../report/checkReport.js";
import { formatTrace, MACHINE_FORMATS } from "../report/formats/formatTrace.js";
import { mailTrace } from "../report/mailTrace.js";
import { type Paint, paintFor } from "../report/paint.js";
import type { PropertyReport, RunReport } from "../report/runReport.js";
import { traceFile } from "../report/traceFile.js";
import { compareText } from "../trace/compareText.js";
import { explainTrace } from "../trace/explain/explainTrace.js";
import { whyNotExplained } from "../trace/explain/whyNotExplained.js";
import { compareModels } from "../trace/replay/compareModels.js";
import { textTrace } from "../trace/textTrace.js";
import type { TraceDocument } from "../trace/traceDocument.js";
import { whyText } from "../trace/whyText.js";
import { type AskedRun, applicableTo } from "./askedQuestions.js";
import { type Against, kernelName, onOtherKernel } from "./otherKernel.js";
import { version } from "./version.js";

/** The forms in which a counterexample is printed. */
export const FORMATS = ["text", "mail", ...MACHINE_FORMATS] as const;

/** How a counterexample is told. */
export interface TellFlags extends Against {
  readonly format: (typeof FORMATS)[number];
  readonly set?: ParameterValues;
  /** The marked step whose counterfactual run is shown instead of the trace. */
  readonly why?: number;
  /** Nothing is folded. */
  readonly all?: boolean;
}

/** A counterexample that was found, with what it is one of. */
export interface FoundTrace {
  /** How the check was named on the command line. */
  readonly selector: string;
  readonly check: CheckReport;
  readonly run: RunReport;
  readonly asked: AskedRun;
  readonly property: PropertyReport & { readonly trace: TraceDocument };
}

/** A counterexample in the form that was asked for, without a line break at its end. @throws SpecError FL302 for a step that is not marked */
export async function tellTrace(found: FoundTrace, flags: TellFlags): Promise<string> {
  const { check, run, asked, property } = found;
  const { trace } = property;
  const { format, set = {} } = flags;
  const composed = compose(asked.run.model, applicableTo(asked.run, set));
  refuseConflicts(flags);
  if (flags.against !== undefined || flags.patch !== undefined) return comparison(found, composed, flags);
  if (format === "text") {
    const paint = paintFor(process.stdout);
    return [...headLines(check, run, paint), "", await explainedText(composed, trace, flags, paint)].join("\n");
  }
  const file = traceFile(version, check, run, trace);
  if (format === "mail") {
    const explained = { explanation: await explainTrace(composed, trace), unexplained: whyNotExplained(composed, trace) };
    return mailTrace(file, { ...explained, legend: asked.run.model.system.legend, command: commandFor(found, set) });
  }
  const plain = paintFor({});
  return formatTrace(format, file, { composed, text: [...headLines(check, run, plain), "", textTrace(trace, plain)].join("\n") });
}

function refuseConflicts({ format, why, all, against, patch }: TellFlags): void {
  const [option] = Object.entries({ "--why": why, "--all": all, "--against": against, "--patch": patch }).find(([, value]) => value !== undefined) ?? [];
  if (option !== undefined && format !== "text") throw new SpecError("FL302", `${option} has no format '${format}'`, `leave away --format, or ${option}`);
}

/** The trace beside the run of another kernel on the same schedule. */
async function comparison({ asked: { run }, property: { trace } }: FoundTrace, composed: ComposedModel, flags: TellFlags): Promise<string> {
  const other = await onOtherKernel(run.model, flags);
  const names = { one: kernelName(run.model), other: kernelName(other) };
  const compared = compareModels(composed, trace, compose(other, applicableTo(run, flags.set ?? {})));
  if (compared === undefined)
    throw new SpecError("FL302", `${names.other} has no initial state like that of the trace`, "compare kernels that have the same bounds");
  return compareText(trace, compared, names, paintFor(process.stdout));
}

async function explainedText(composed: ComposedModel, trace: TraceDocument, { why, all = false }: TellFlags, paint: Paint): Promise<string> {
  const explanation = await explainTrace(composed, trace);
  if (why === undefined) return textTrace(trace, paint, { explanation, unexplained: whyNotExplained(composed, trace), all });
  if (explanation !== undefined) return whyText(trace, explanation, why, paint);
  throw new SpecError("FL302", "the steps of an infinite run, or of one beside an abstract model, are not explained", "leave --why away");
}

/** What stands above a trace: the check, its run and the bounds. */
export function headLines({ id, title }: CheckReport, { name, model, kernel, patches, bounds }: RunReport, paint: Paint): string[] {
  const on = [kernel, ...patches].filter((part) => part !== null).join(" + ");
  const set = Object.entries(bounds).map(([parameter, value]) => `${parameter}=${value}`);
  return [paint.bold(`${id}: ${title}`), paint.dim([name ?? model, on, set.join(" ")].filter((part) => part !== "").join(" · "))];
}

/** How much of a property's name a command line repeats. */
const NAMED = 40;

/** The command line that shows a trace again. */
function commandFor({ selector, asked, property: { name } }: FoundTrace, set: ParameterValues): readonly string[] {
  const property = name.length > NAMED ? `${name.slice(0, NAMED)}**` : name;
  const bounds = Object.entries(applicableTo(asked.run, set)).flatMap(([parameter, value]) => ["--set", `${parameter}=${value}`]);
  return ["npx", "faultline", "trace", quoted(selector), "--run", String(asked.index + 1), "--property", quoted(property), ...bounds];
}

function quoted(word: string): string {
  return /^[\w./#=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
