import { relative } from "node:path";
import type { ChoiceCoverage, Coverage, StepCoverage } from "../coverage/coverage.js";
import { idleCallSites, mergeCoverage } from "../coverage/mergeCoverage.js";
import type { CheckReport } from "./checkReport.js";
import { choiceText } from "./choiceText.js";
import { formatCounted } from "./formatNumber.js";
import { neverViolated } from "./neverViolated.js";
import type { Paint } from "./paint.js";
import { sourceListing } from "./sourceListing.js";

/** What `--coverage` prints: the source with its counts, the choices of the initial states, and at the end the gaps, together for all runs. */
export function coverageText(checks: readonly CheckReport[], paint: Paint): string {
  const runs = checks.flatMap((check) => check.runs).filter(({ engine }) => engine !== "structure");
  const measured = runs.flatMap(({ coverage }) => (coverage === undefined ? [] : [coverage]));
  const coverage = mergeCoverage(measured);
  return [sourceListing(coverage, paint), initialText(coverage.initial, paint), gapsText(coverage, measured, checks, paint)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function initialText(choices: readonly ChoiceCoverage[], paint: Paint): string {
  return choices.length === 0 ? "" : [paint.bold("initial states, twins included"), ...choices.map((choice) => `  → ${choiceText(choice)}`)].join("\n");
}

/** What was not exercised, each with its place. */
function gapsText({ steps, initial }: Coverage, measured: readonly Coverage[], checks: readonly CheckReport[], paint: Paint): string {
  const silent = steps.filter(({ fired }) => fired === 0);
  const uncounted = measured.filter(({ choicesCounted }) => !choicesCounted).length;
  const choices = [
    ...initial.map((choice) => ({ choice, at: "initial states" })),
    ...steps.filter(({ fired }) => fired > 0).flatMap((step) => step.choices.map((choice) => ({ choice, at: placeOf(step) }))),
  ];
  const untaken = choices.flatMap(({ choice: { label, answers }, at }) =>
    answers.filter(({ taken }) => taken === 0).map(({ value }) => `${label} = ${value}, ${at}`),
  );
  const gaps: readonly (readonly [string, readonly string[]])[] = [
    ["never fired", silent.map((step) => `${placeOf(step)}${step.dead ? ", which no path leads to with these parameters" : ""}`)],
    ["never fired where it is called from here, though elsewhere", idleCallSites(measured)],
    ["never taken, though possible", untaken],
    ["never gone on to", steps.filter(({ fired }) => fired > 0).flatMap(untakenNext)],
    ["never asked, in a step that fires", choices.filter(({ choice }) => choice.answers.length === 0).map(({ choice, at }) => `${choice.label}, ${at}`)],
    ["makes no difference", choices.filter(isIdle).map(({ choice, at }) => `${choice.label}, ${at}`)],
    [
      "never violated by anything here, so perhaps true of everything",
      neverViolated(checks).map(({ property, runs, kernels }) => `${property} (${formatCounted(runs, "run")}${onKernels(kernels.length)})`),
    ],
  ];
  return [
    paint.bold(`coverage: ${steps.length - silent.length} of ${steps.length} steps fired`),
    ...(uncounted > 0 ? [`  choices are not counted in ${formatCounted(uncounted, "run")} that ended early`] : []),
    ...gaps.filter(([, lines]) => lines.length > 0).flatMap(([title, lines]) => [`  ${title}:`, ...lines.map((line) => `    ${line}`)]),
  ].join("\n");
}

function untakenNext(step: StepCoverage): string[] {
  return step.next.filter(({ taken }) => taken === 0).map(({ name }) => `${name}, from ${placeOf(step)}`);
}

function isIdle({ choice: { answers, matters } }: { readonly choice: ChoiceCoverage }): boolean {
  return answers.length > 1 && !matters;
}

function placeOf({ name, place }: StepCoverage): string {
  return place === null ? name : `${name} (${relative(process.cwd(), place.file)}:${place.first})`;
}

function onKernels(number: number): string {
  return number === 0 ? "" : `, ${formatCounted(number, "kernel")}`;
}
