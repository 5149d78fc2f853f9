import type { Difference } from "../../proof/difference.js";
import { alignColumns } from "../alignColumns.js";
import { formatCount } from "../formatNumber.js";
import { changeText, signed, sumScenarios } from "./outcomeLines.js";
import type { ProofStyle } from "./proofText.js";
import { fallbackLines, furtherText } from "./sweepLines.js";

/** How many witnesses are named on each side unless all are wanted. */
const MOST = 6;

/** Two kernels by what writes come to on them: a page. */
export function differenceText(difference: Difference, style: ProofStyle): string {
  const { before, after, differ, cases, models, untouched, further, fallbacks } = difference;
  const { paint } = style;
  const verdict = { yes: `differ in ${difference.changes.length} kinds of outcomes`, no: "come to the same outcomes", incomplete: "not decided yet" }[differ];
  const whole = models.filter(({ reason }) => reason === null).length;
  return [
    paint.bold(`${before} and ${after}: ${verdict}`),
    paint.dim(
      `${formatCount(cases)} cases in ${whole} of ${models.length} models${untouched.length === 0 ? "" : `; the same by construction: ${untouched.join("; ")}`}`,
    ),
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

function damageLines({ damage, before, after }: Difference, { paint }: ProofStyle): string[] {
  if (damage.length === 0) return [];
  const columns = [{ title: "lasting damage" }, { title: before, right: true }, { title: after, right: true }];
  const rows = damage.map((each) => [each.damage, formatCount(each.before), formatCount(each.after)]);
  const [head = "", ...lines] = alignColumns(columns, rows, Number.POSITIVE_INFINITY);
  return [paint.dim(head), ...lines, ""];
}

/** Cases by kind, and what they come to: where the numbers differ, or all of it. */
function tableLines({ rows, before, after }: Difference, { paint, width, all }: ProofStyle): string[] {
  const summed = sumScenarios(rows);
  const shown = all ? summed : summed.filter((row) => row.before !== row.after);
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
  const same = summed.length - shown.length;
  return [paint.dim(head), ...body, ...(same > 0 ? [paint.dim(`${same} rows are the same on both: --all`)] : []), ""];
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
