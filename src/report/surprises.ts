import { textTrace } from "../trace/textTrace.js";
import type { TraceDocument } from "../trace/traceDocument.js";
import { type CheckReport, contradicts } from "./checkReport.js";
import type { Paint } from "./paint.js";
import type { PropertyReport, RunReport } from "./runReport.js";

/**
 * The counterexamples of what came out otherwise than expected: the first of each run, with the names of the others.
 * `most` bounds the runs of a check that are shown.
 */
export function surprises(checks: readonly CheckReport[], paint: Paint, most = Number.POSITIVE_INFINITY): string[] {
  const unexpected = checks.filter(({ disputed }) => !disputed);
  return unexpected.flatMap((check) =>
    check.runs
      .filter(contradicts)
      .slice(0, most)
      .map((run) => surprise(check, run, paint)),
  );
}

function surprise(check: CheckReport, run: RunReport, paint: Paint): string {
  const name = run.name === null ? check.id : `${check.id}, ${run.name}`;
  const failed = run.properties.filter(({ verdict, expected }) => verdict === "violated" && (expected ?? run.expected) === "holds");
  const held = run.properties.filter(({ verdict, expected }) => verdict === "holds" && expected === "violated");
  const [shown, ...others] = failed.filter(hasTrace);
  return [
    paint.bold(`${name}: expected ${run.expected}, is ${run.verdict}${run.untested.length > 0 ? ", and not all of it was put to the test" : ""}`),
    ...(shown === undefined ? [] : [textTrace(shown.trace, paint)]),
    ...failed
      .filter((property) => !hasTrace(property))
      .map(({ name, kind }) => `  ✗  ${name}: ${kind === "sometimes" ? "no reachable state satisfies it" : "violated"}`),
    ...held.map(({ name }) => `  ✗  ${name}: expected violated, holds`),
    ...run.untested.map((why) => `  ?  ${why}`),
    ...run.evidence.map((line) => `      ${line}`),
    ...(others.length > 0 ? [paint.dim(`      also violated: ${others.map(({ name }) => name).join("; ")}`)] : []),
  ].join("\n");
}

function hasTrace(property: PropertyReport): property is PropertyReport & { readonly trace: TraceDocument } {
  return property.trace !== null;
}
