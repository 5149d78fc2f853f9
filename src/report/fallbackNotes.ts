import type { CheckReport } from "./checkReport.js";

/** What was done otherwise than asked or usual, and why: a line for each run that it is true of, for where no table says it. */
export function fallbackNotes(checks: readonly CheckReport[]): string[] {
  return checks.flatMap(({ id, runs }) =>
    runs.flatMap(({ name, model, fallbacks }) => fallbacks.map((fallback) => `note: ${id}, ${name ?? model}: ${fallback}`)),
  );
}
