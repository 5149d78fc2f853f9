import type { Problem } from "../language/index.js";
import { type CheckReport, contradicts } from "./checkReport.js";

/** A mistake in a specification, a check or an option, in the JSON document of `check`. */
export interface ErrorReport {
  readonly code: Problem["code"];
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly hint: string;
}

/** What `check --json` prints; `check-report.schema.json` beside this file is its schema. */
export interface Report {
  /** The version of faultline. */
  readonly faultline: string;
  readonly checks: readonly CheckReport[];
  readonly errors: readonly ErrorReport[];
}

/** A problem with `null` where it knows nothing, so that every field is there. */
export function reportError({ code, message, file, line, column, hint }: Problem): ErrorReport {
  return { code, message, file: file ?? null, line: line ?? null, column: column ?? null, hint };
}

/** The status with which `check` exits: the first line that applies. */
export function exitStatus({ checks, errors }: Pick<Report, "checks" | "errors">, interrupted: boolean): 0 | 1 | 2 | 3 | 130 {
  if (interrupted) return 130;
  if (errors.length > 0) return 2;
  if (checks.some((check) => !check.disputed && check.runs.some(contradicts))) return 1;
  if (checks.some((check) => check.verdict === "incomplete" || (!check.disputed && !check.asExpected))) return 3;
  return 0;
}
