import type { Difference } from "../../proof/difference.js";
import { alignColumns } from "../alignColumns.js";
import { formatCount } from "../formatNumber.js";
import { changeText, type SummedRow, signed, sumScenarios } from "./outcomeLines.js";
import type { ProofStyle } from "./proofText.js";
import { fallbackLines, furtherText } from "./sweepLines.js";

/** How many witnesses are named on each side unless all are wanted, and how many rows of the table. */
const MOST = 3;
const MOST_ROWS = 20;

/** Two kernels by what writes come to on them: a page. */
export function differenceText(difference: Difference, style: ProofStyle): string {
  const { before, after, further, fallbacks } = difference;
  const { paint } = style;
  return [
    paint.bold(`${before} and ${after}: ${verdictText(difference)}`),
    ...scopeLines(difference, style).map(paint.dim),
    ...(further === null ? [] : [paint.dim(furtherText(further))]),
    ...fallbackLines(fallbacks).map(paint.yellow),
    "",
    ...damageLines(difference, style),
    ...tableLines(difference, style),
    ...witnessLines(difference, "removed", `only on ${before}`, style),
    ...witnessLines(difference, "added", `only on ${after}`, style),
  ]
    .join("\n")
    .trimEnd();
}

function verdictText({ differ, models, changes }: Difference): string {
  if (models.length === 0) return "run the same";
  return { yes: `differ in ${changes.length} kinds of outcomes`, no: "come to the same outcomes", incomplete: "not decided yet" }[differ];
}

/** In how many models they were compared, and where there was nothing to compare. */
function scopeLines({ models, cases, untouched }: Difference, { all }: ProofStyle): string[] {
  if (models.length === 0) return [`no function and no bound is another one (scenarios: ${untouched.length})`];
  const whole = models.filter(({ reason }) => reason === null).length;
  const same = all ? `the same by construction: ${untouched.join("; ")}` : `${untouched.length} more scenarios run the same on both`;
  return [`${formatCount(cases)} cases in ${whole} of ${models.length} models${untouched.length === 0 ? "" : `; ${same}`}`];
}

function damageLines({ damage, before, after }: Difference, { paint }: ProofStyle): string[] {
  if (damage.length === 0) return [];
  const columns = [{ title: "lasting damage" }, { title: before, right: true }, { title: after, right: true }];
  const rows = damage.map((each) => [each.damage, formatCount(each.before), formatCount(each.after)]);
  const [head = "", ...lines] = alignColumns(columns, rows, Number.POSITIVE_INFINITY);
  return [paint.dim(head), ...lines, ""];
}

/** Cases by kind, and what they come to: where the numbers differ most, or all of it. */
function tableLines({ rows, before, after }: Difference, { paint, width, all }: ProofStyle): string[] {
  const summed = sumScenarios(rows);
  const differing = summed.filter((row) => row.before !== row.after);
  const least = all ? 0 : changeOf(differing.toSorted((one, other) => changeOf(other) - changeOf(one))[MOST_ROWS - 1]);
  const shown = all ? summed : differing.filter((row) => changeOf(row) >= least);
  if (shown.length === 0) return [];
  const columns = [
    { title: "  what it comes to", elastic: true },
    { title: before, right: true },
    { title: after, right: true },
    { title: "", right: true },
  ];
  const cells = shown.map((row) => [`  ${row.comes}`, formatCount(row.before), formatCount(row.after), signed(row)]);
  const [head = "", ...lines] = alignColumns(columns, cells, width);
  const body = lines.flatMap((line, index) => (shown[index]?.given === shown[index - 1]?.given ? [line] : [shown[index]?.given ?? "", line]));
  const [less, same] = [differing.length - shown.length, summed.length - differing.length];
  const rest = [...(less > 0 ? [`${less} that differ by less`] : []), ...(same > 0 ? [`${same} that are the same on both`] : [])];
  return [paint.dim(head), ...body, ...(all || rest.length === 0 ? [] : [paint.dim(`… rows: ${rest.join(", ")}: --all`)]), ""];
}

function changeOf(row: SummedRow | undefined): number {
  return row === undefined ? 0 : Math.abs(row.after - row.before);
}

function witnessLines({ changes }: Difference, change: "added" | "removed", title: string, { paint, all }: ProofStyle): string[] {
  const own = changes.filter((each) => each.change === change);
  if (own.length === 0) return [];
  const shown = all ? own : own.slice(0, MOST);
  const rest = own.length - shown.length;
  return [
    paint.bold(title),
    ...shown.flatMap((each) => {
      const { what, where, size } = changeText(each);
      return [`  ${what} (${size})`, paint.dim(`    ${where}`)];
    }),
    ...(rest > 0 ? [paint.dim(`  … ${rest} more kinds: --all`)] : []),
    "",
  ];
}
