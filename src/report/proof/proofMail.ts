import type { Proof } from "../../proof/proof.js";
import type { TraceDocument } from "../../trace/traceDocument.js";
import { formatCount } from "../formatNumber.js";
import { paragraph } from "../mailLines.js";
import { effectText, fateNumbers, fateText, noticedText, tellingTrace } from "./fateText.js";
import { fallbackLines, furtherText } from "./sweepLines.js";

/** How many functions of a run are named. */
const CALLS = 12;

/**
 * A proof as the body of a mail to a kernel list, with its subject: plain ASCII in lines of at most 72 characters. A paragraph as a change log has it, a table of what was
 * violated, and the run that says most.
 */
export function proofMail(proof: Proof, version: string): string {
  const names = proof.patches.map(({ name }) => name).join(" + ");
  const sections = [
    paragraph(`Subject: ${names} on ${proof.kernel}: ${effectText(proof)}`, " ", ""),
    paragraph(summary(proof)),
    ...table(proof),
    paragraph(methodOf(proof, version)),
    ...run(proof),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function summary(proof: Proof): string {
  const { kernel, patches, gone, kept, outcomes } = proof;
  const subject = patches.map(({ name, title }) => `${name} ("${title}")`).join(" and ");
  const damage = outcomes.damage.map(({ damage: what, before, after }) => `${what} after ${formatCount(after)} of them (${formatCount(before)} without it)`);
  const left = gone.properties.filter(({ fate }) => fate !== "gone");
  const violated = `Without it, ${gone.properties.length} of the properties that are asked of a write are violated`;
  return [
    `On ${kernel}, ${subject} ${effectText(proof)}.`,
    gone.properties.length === 0
      ? "Nothing that is asked of a write is violated without it."
      : `${violated}; with it, ${left.length === 0 ? "none of these" : String(left.length)}.`,
    ...(damage.length === 0 ? [] : [`Of ${formatCount(outcomes.cases)} ways in which a write can begin, a write can end with ${damage.join(", ")}.`]),
    kept.broken.length === 0
      ? `${kept.answer === "yes" ? "Everything" : "As far as is known, everything"} that held without it still holds.`
      : `It breaks what held without it: ${kept.broken.map(({ property }) => property).join("; ")}.`,
  ].join(" ");
}

function table({ gone }: Proof): string[][] {
  if (gone.properties.length === 0) return [];
  const rows = gone.properties.flatMap((property) => {
    const { cases, models } = fateNumbers(property);
    const numbers = property.before.cases === null ? `${models} models` : `${cases} cases`;
    return [...paragraph(property.property, "    ", "  "), ...paragraph(`${fateText(property)}: ${numbers}`, "        ", "      ")];
  });
  return [["What is violated without it, and what becomes of that:", "", ...rows]];
}

function methodOf({ models, gone, unswept, further, fallbacks, strong, outcomes }: Proof, version: string): string {
  const whole = models.filter(({ reason }) => reason === null).length;
  const growing = gone.sweep.filter(({ settled }) => settled === false).length;
  const sweep = unswept === null ? ` Larger bounds still brought new kinds of outcomes in ${growing} of ${gone.sweep.length} scenarios.` : "";
  const beyond = further === null ? "" : ` Of those, ${furtherText(further)}.`;
  const otherwise = fallbackLines(fallbacks).map((line) => ` Otherwise than usual: ${line}.`);
  const { strength } = strong;
  const mutants = strength.asked ? `${noticedText(strength)}.` : "Whether the models would notice a wrong patch was not asked.";
  return `That was found in ${whole} of ${models.length} models of the source, with and without the patch, by trying every order of events within their bounds (faultline ${version}); it is not a report from a machine. ${formatCount(outcomes.changes.length)} kinds of outcomes differ.${sweep}${beyond}${otherwise.join("")} ${mutants}`;
}

function run(proof: Proof): string[][] {
  const shown = tellingTrace(proof);
  if (shown === undefined) return [];
  const { trace, model, title } = shown;
  return [
    [
      ...paragraph(`${title}, in ${trace.steps.length} steps (${model}):`),
      "",
      ...paragraph(trace.property.name, "  "),
      "",
      ...atFirst(trace),
      ...stretches(trace),
    ],
  ];
}

function atFirst({ initial }: TraceDocument): string[] {
  const settings = initial.changes.filter(({ ghost }) => ghost !== true).map(({ name, after }) => `${name} = ${after}`);
  return paragraph(`at first: ${settings.join(", ")}`, "    ", "  ");
}

/** Who did what, function by function: the steps that chose something stand by themselves. */
function stretches({ steps }: TraceDocument): string[] {
  const lines: string[] = [];
  let calls: string[] = [];
  let who = "";
  const flush = (): void => {
    if (calls.length > 0)
      lines.push(...paragraph(`${who}: ${calls.length > CALLS ? `${calls.slice(0, CALLS).join(", ")}, ...` : calls.join(", ")}`, "    ", "  "));
    calls = [];
  };
  for (const { process, function: name, choices } of steps) {
    if (process !== who) flush();
    who = process;
    const chosen = choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
    const call = chosen === "" ? `${name}()` : `${name}() [${chosen}]`;
    if (calls.at(-1) !== call) calls.push(call);
  }
  flush();
  return lines;
}
