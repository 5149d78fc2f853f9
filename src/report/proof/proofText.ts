import type { Answer, Proof } from "../../proof/proof.js";
import { placeText } from "../../trace/placeText.js";
import { alignColumns } from "../alignColumns.js";
import { formatCount, formatCounted } from "../formatNumber.js";
import type { Paint } from "../paint.js";
import { effectText, fateNumbers, fateText, noticedText } from "./fateText.js";
import { changeText } from "./outcomeLines.js";
import { effortText, fallbackLines, furtherText, sweepTable } from "./sweepLines.js";

/** How a proof is told on a terminal. */
export interface ProofStyle {
  readonly paint: Paint;
  /** Columns of the terminal; Infinity cuts nothing. */
  readonly width: number;
  /** Every change of outcomes, not only the first. */
  readonly all: boolean;
}

/** How many changes of outcomes, and of mutants, are told unless all are wanted. */
const MOST = 6;

/** A proof as five questions with their answers; traces stand elsewhere. */
export function proofText(proof: Proof, style: ProofStyle): string {
  const { paint } = style;
  const names = proof.patches.map(({ name }) => name).join(" + ");
  const head = { yes: paint.green, no: paint.red, incomplete: paint.yellow }[proof.proved];
  return [
    head(paint.bold(`${names} on ${proof.kernel}: ${effectText(proof)}`)),
    ...proof.patches.map(({ name, title, source }) => paint.dim(`  ${name}: ${title}${source === "" ? "" : ` (${source})`}`)),
    "",
    ...bugLines(proof, style),
    ...goneLines(proof, style),
    ...keptLines(proof, style),
    ...outcomeLines(proof, style),
    ...strongLines(proof, style),
  ].join("\n");
}

function question(number: number, asked: string, answer: Answer | undefined, told: string, paint: Paint): string {
  const colour = answer === undefined ? paint.dim : { yes: paint.green, no: paint.red, incomplete: paint.yellow }[answer];
  return `${paint.bold(`${number}  ${asked}`)}  ${colour([answer, told].filter(Boolean).join(": "))}`;
}

function bugLines({ kernel, bug }: Proof, { paint }: ProofStyle): string[] {
  const [first] = bug.violations;
  const soonest = first?.shortest == null ? "" : `; soonest '${first.property}', in ${formatCounted(first.shortest.trace.steps.length, "step")}`;
  const told = first === undefined ? "nothing that is asked" : `${formatCounted(bug.violations.length, "property", "properties")}${soonest}`;
  // a bug is what is wanted here, so yes is no alarm
  return [`${paint.bold(`1  Does ${kernel} violate something?`)}  ${bug.answer}: ${told}`, ""];
}

function goneLines(proof: Proof, style: ProofStyle): string[] {
  const { gone } = proof;
  const { paint, width } = style;
  const left = gone.properties.filter(({ fate }) => fate !== "gone").length;
  const told = gone.properties.length === 0 ? "" : `${gone.properties.length - left} of ${gone.properties.length} gone`;
  const columns = [{ title: "property" }, { title: "models", right: true }, { title: "cases", right: true }, { title: "", elastic: true }];
  const rows = gone.properties.map((property) => [property.property, fateNumbers(property).models, fateNumbers(property).cases, fateText(property)]);
  const [head = "", ...lines] = alignColumns(columns, rows, width - 5);
  const coloured = lines.map((line, index) => (gone.properties[index]?.fate === "gone" ? line : paint.red(line)));
  const table = rows.length === 0 ? [] : [paint.dim(head), ...coloured];
  return [question(2, "Is that gone?", gone.answer, told, paint), ...[...table, ...sweepLines(proof, style)].map((line) => `     ${line}`), ""];
}

function sweepLines({ gone: { sweep }, models, unswept, further, fallbacks }: Proof, { paint, width, all }: ProofStyle): string[] {
  const whole = models.filter(({ reason }) => reason === null).length;
  const growing = sweep.filter(({ settled }) => settled === false).map(({ scenario }) => scenario);
  const compared = sweep.filter(({ settled }) => settled !== null).length;
  const [head = "", ...lines] = further === null && !all ? [] : sweepTable(sweep, width - 5);
  return [
    paint.dim(`${whole} of ${models.length} models explored to their end on both kernels: ${effortText(models)}`),
    ...cutLines(models).map(paint.yellow),
    ...(unswept === null ? [] : [paint.yellow(unswept)]),
    ...(further === null ? [] : [paint.dim(furtherText(further))]),
    ...fallbackLines(fallbacks).map(paint.yellow),
    ...(compared === 0 ? [] : [paint.dim(`the largest size brings no new kind of outcome in ${compared - growing.length} of ${compared} scenarios`)]),
    ...(growing.length === 0 ? [] : [paint.dim(`it does in: ${growing.join("; ")}`)]),
    ...(lines.length === 0 ? [] : [paint.dim(head), ...lines]),
  ];
}

function cutLines(models: Proof["models"]): string[] {
  const cut = models.filter(({ reason }) => reason !== null);
  const [first] = cut;
  return first === undefined ? [] : [`not explored to the end: ${first.name} (${first.reason})${cut.length > 1 ? `, and ${cut.length - 1} more` : ""}`];
}

function keptLines({ kernel, kept }: Proof, { paint }: ProofStyle): string[] {
  const told = kept.broken.length > 0 ? `${kept.broken.length} broken` : formatCounted(kept.held, "property", "properties");
  return [
    question(3, `Is all kept that ${kernel} keeps?`, kept.answer, told, paint),
    ...kept.broken.map(({ property, models }) =>
      paint.red(`     broken: ${property} (${models[0]}${models.length > 1 ? `, and ${models.length - 1} more` : ""})`),
    ),
    ...(kept.undecided.length === 0 ? [] : [paint.yellow(`     undecided: ${kept.undecided.join("; ")}`)]),
    ...kept.untested.map((property) => paint.yellow(`     nothing puts it to the test any more: ${property}`)),
    "",
  ];
}

function outcomeLines({ outcomes }: Proof, { paint, all }: ProofStyle): string[] {
  const { cases, damage, changes } = outcomes;
  const count = (change: "added" | "removed"): number => changes.filter((each) => each.change === change).length;
  const none = cases === 0 ? "not known: no model was explored to its end" : "none";
  const told = changes.length === 0 ? none : `${count("removed")} kinds removed, ${count("added")} added`;
  const [head = "", ...lines] = alignColumns(
    [{ title: "lasting damage" }, { title: `of ${formatCount(cases)} cases`, right: true }],
    damage.map(({ damage: what, before, after }) => [what, `${formatCount(before)} → ${formatCount(after)}`]),
    Number.POSITIVE_INFINITY,
  );
  const shown = all ? changes : (["removed", "added"] as const).flatMap((change) => changes.filter((each) => each.change === change).slice(0, MOST / 2));
  const rest = changes.length - shown.length;
  return [
    question(4, "Which outcomes change?", undefined, told, paint),
    ...(damage.length === 0 ? [] : [`     ${paint.dim(head)}`, ...lines.map((line) => `     ${line}`)]),
    ...shown.flatMap((change) => {
      const { what, where, size } = changeText(change);
      return [`     ${change.change === "added" ? paint.yellow("added  ") : paint.green("removed")}  ${what} (${size})`, paint.dim(`              ${where}`)];
    }),
    ...(rest > 0 ? [paint.dim(`     … ${rest} more kinds: --all`)] : []),
    "",
  ];
}

function strongLines({ strong: { answer, strength } }: Proof, { paint, all }: ProofStyle): string[] {
  const asked = "Would the models notice if the patch were wrong?";
  if (!strength.asked) return [question(5, asked, answer, strength.why, paint)];
  const { equivalent, undecided, survivors } = strength;
  const shown = all ? survivors : survivors.slice(0, MOST);
  return [
    question(5, asked, answer, noticedText(strength), paint),
    paint.dim(`     ${equivalent} more mutants are equivalent within the usual bounds: nobody could notice`),
    ...(undecided === 0 ? [] : [paint.yellow(`     ${undecided} were not tried to the end`)]),
    ...shown.map(({ change, function: name, file, line, column }) => paint.dim(`     not noticed: ${name}(): ${change}   ${placeText(file, line, column)}`)),
    ...(shown.length === survivors.length ? [] : [paint.dim(`     … ${survivors.length - shown.length} more: --all`)]),
  ];
}
