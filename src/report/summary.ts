import { type CheckReport, contradicts } from "./checkReport.js";
import { formatCount, formatCounted, formatSeconds } from "./formatNumber.js";
import type { Paint } from "./paint.js";
import type { Report } from "./report.js";
import { vacuousProperties } from "./vacuity.js";

/** The last line: how many checks came out how, how many of them vacuously, and what it took. */
export function summary({ checks, errors }: Pick<Report, "checks" | "errors">, seconds: number, paint: Paint): string {
  const fates = checks.map(fateOf);
  const number = (fate: Fate): number => fates.filter((each) => each === fate).length;
  const vacuous = checks.filter((check) => fateOf(check) === "as expected" && check.runs.some((run) => vacuousProperties(run).length > 0)).length;
  const parts = [
    paint.green(`${number("as expected")} as expected`) + (vacuous > 0 ? paint.yellow(` (${vacuous} vacuous)`) : ""),
    ...(["not as expected", "incomplete", "disputed"] as const)
      .filter((fate) => number(fate) > 0)
      .map((fate) => (fate === "not as expected" ? paint.red : paint.yellow)(`${number(fate)} ${fate}`)),
    ...(errors.length > 0 ? [paint.red(formatCounted(errors.length, "error"))] : []),
  ];
  const states = checks.reduce((sum, check) => sum + check.states, 0);
  return `${formatCounted(checks.length, "check")}: ${parts.join(", ")} · ${formatCount(states)} states · ${formatSeconds(seconds)} s`;
}

type Fate = "as expected" | "not as expected" | "incomplete" | "disputed";

function fateOf(check: CheckReport): Fate {
  if (check.disputed) return "disputed";
  if (check.asExpected) return "as expected";
  return check.runs.some(contradicts) ? "not as expected" : "incomplete";
}
