import type { CheckReport } from "../checkReport.js";
import type { Report } from "../report.js";
import type { PropertyReport, RunReport } from "../runReport.js";

/** What the index page of a report shows: the report, with addresses of pages in the place of traces, and coverage as counts. */
export interface IndexData extends Pick<Report, "faultline" | "errors"> {
  readonly checks: readonly IndexCheck[];
}

/** A check of the index. */
export interface IndexCheck extends Omit<CheckReport, "runs"> {
  readonly runs: readonly IndexRun[];
}

/** A run of the index. */
export interface IndexRun extends Omit<RunReport, "properties" | "coverage"> {
  readonly properties: readonly IndexProperty[];
  /** How many steps fired, of those that could; null where that was not asked. */
  readonly fired: { readonly steps: number; readonly of: number } | null;
}

/** A property of the index; `page` is the address of its counterexample's page. */
export interface IndexProperty extends Omit<PropertyReport, "trace"> {
  readonly page: string | null;
}

/**
 * A report, in the form that its index page reads.
 * @param pageOf the address of the page of a counterexample; null where there is none
 */
export function indexData({ faultline, checks, errors }: Report, pageOf: (property: PropertyReport) => string | null): IndexData {
  return {
    faultline,
    errors,
    checks: checks.map((check) => ({
      ...check,
      runs: check.runs.map(({ coverage, ...run }) => ({
        ...run,
        fired: coverage === undefined ? null : firedOf(coverage.steps),
        properties: run.properties.map((property) => ({ ...withoutTrace(property), page: pageOf(property) })),
      })),
    })),
  };
}

function firedOf(steps: NonNullable<RunReport["coverage"]>["steps"]): NonNullable<IndexRun["fired"]> {
  const alive = steps.filter(({ dead }) => !dead);
  return { steps: alive.filter(({ fired }) => fired > 0).length, of: alive.length };
}

function withoutTrace({ trace: _trace, ...property }: PropertyReport): Omit<PropertyReport, "trace"> {
  return property;
}
