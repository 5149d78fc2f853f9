import type { Verdict } from "../language/index.js";
import { alignColumns } from "./alignColumns.js";
import { type CheckReport, worst } from "./checkReport.js";
import { verdictText } from "./checkTable.js";
import { neverViolated } from "./neverViolated.js";
import type { Paint } from "./paint.js";

/** Two columns compare a kernel with a patch on it; from here on a property that nobody violates is worth a thought. */
const MANY = 3;

/** Properties down, kernels across: each cell is the verdict over all models in which that kernel was asked; `(vacuous)` if none of them put the property to the test. */
export function kernelTable(checks: readonly CheckReport[], paint: Paint, width: number): string {
  const names = [...new Set(checks.flatMap(({ runs }) => runs.flatMap(({ properties }) => properties.map(({ name }) => name))))];
  const columns = [{ title: "property", elastic: true }, ...checks.map(({ id }) => ({ title: id.replace(/^kernel\//, "") }))];
  const rows = names.map((name) => [name, ...checks.map((check) => cell(check, name, paint))]);
  const [head = "", ...lines] = alignColumns(columns, rows, width);
  const reasons = checks.flatMap(({ runs }) => runs.flatMap(({ name, reason }) => (reason === null ? [] : [`incomplete: ${name ?? ""}: ${reason}`])));
  const unbroken = checks.length < MANY ? [] : neverViolated(checks).map(({ property }) => property);
  const trusted =
    unbroken.length === 0 ? [] : ["", paint.dim("violated by none of these, so perhaps true of everything:"), ...unbroken.map((name) => `  ${name}`)];
  return [paint.dim(head), ...lines, ...reasons.map((reason) => paint.dim(reason)), ...trusted].join("\n");
}

function cell({ runs }: CheckReport, name: string, paint: Paint): string {
  const asked = runs.flatMap(({ properties }) => properties.filter((property) => property.name === name));
  const verdicts = asked.map(({ verdict }) => verdict);
  if (verdicts.length === 0) return "–";
  const verdict: Verdict = worst(verdicts);
  const share = verdicts.filter((each) => each === verdict).length;
  if (asked.every(({ vacuous }) => vacuous)) return `${verdictText(verdict, paint)} ${paint.yellow("(vacuous)")}`;
  return verdict === "holds" || verdicts.length === 1 ? verdictText(verdict, paint) : `${verdictText(verdict, paint)} (${share} of ${verdicts.length} models)`;
}
