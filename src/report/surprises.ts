import { textTrace } from "../trace/textTrace.js";
import type { TraceDocument } from "../trace/traceDocument.js";
import { type CheckReport, contradicts } from "./checkReport.js";
import type { Paint } from "./paint.js";
import type { PropertyReport, RunReport } from "./runReport.js";

/** The counterexamples of what came out otherwise than expected: the first of each run, with the names of the others. */
export function surprises(checks: readonly CheckReport[], paint: Paint): string[] {
  return checks.filter(({ disputed }) => !disputed).flatMap((check) => check.runs.filter(contradicts).map((run) => surprise(check, run, paint)));
}

function surprise(check: CheckReport, run: RunReport, paint: Paint): string {
  const name = check.runs.length > 1 ? `${check.id}, ${run.name ?? run.model}` : check.id;
  const title = paint.bold(`${name}: expected ${run.expected}, is ${run.verdict}`);
  const failed = run.properties.filter((property) => property.verdict === "violated" && property.expected !== "violated");
  const [shown, ...others] = failed.filter(hasTrace);
  const told = failed
    .filter(({ trace }) => trace === null)
    .map(({ name, kind }) => `  ✗  ${name}: ${kind === "sometimes" ? "no reachable state satisfies it" : "violated"}`);
  const unmet = run.properties
    .filter(({ verdict, expected }) => expected === "violated" && verdict === "holds")
    .map((property) => `  ✗  ${property.name}: expected violated, holds`);
  const untested = run.properties.filter(({ vacuous }) => vacuous).map((property) => `  ?  ${property.name}: vacuous, nothing put it to the test`);
  const text = shown === undefined || run.expected === "violated" ? [] : [textTrace(shown.trace, paint)];
  const more = others.length > 0 ? [paint.dim(`      also violated: ${others.map((property) => property.name).join("; ")}`)] : [];
  return [title, ...text, ...told, ...unmet, ...untested, ...run.evidence.map((line) => `      ${line}`), ...more].join("\n");
}

function hasTrace(property: PropertyReport): property is PropertyReport & { readonly trace: TraceDocument } {
  return property.trace !== null;
}
