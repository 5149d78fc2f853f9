import type { Counterexample, InductiveProof, StepProof } from "../../proof/inductive/inductiveProof.js";
import type { Paint } from "../paint.js";

/** A proof for the terminal: which steps preserve the invariant, and a way out of it for each that does not. */
export function inductiveText({ claim, bounds, verdict, initial, steps, parts, approximations }: InductiveProof, paint: Paint): string {
  const colour = { inductive: paint.green, "not inductive": paint.red, incomplete: paint.yellow }[verdict];
  const sizes = Object.entries(bounds).map(([name, value]) => `${name} ${value}`);
  return [
    `${paint.bold(claim.name)}: ${colour(verdict)}`,
    `  ${claim.about}`,
    paint.dim(`  any number of steps, any position and length, one arbitrary byte; ${sizes.join(", ")}`),
    ...[initial, ...steps].flatMap((step) => stepLines(step, paint)),
    paint.dim(`  the invariant has ${parts.length} parts; ${exactness(approximations)}`),
    "",
  ].join("\n");
}

function exactness(approximations: readonly string[]): string {
  return approximations.length === 0 ? "the formulas are exact" : `the formulas allow more than the model does: ${approximations.join("; ")}`;
}

function stepLines({ step, outcome, counterexample }: StepProof, paint: Paint): readonly string[] {
  if (outcome === "preserved") return [`  ${paint.green("✓")} ${step}`];
  if (outcome === "never taken") return [`  ${paint.dim("–")} ${step}: cannot be taken where the invariant holds`];
  if (outcome === "unknown") return [`  ${paint.yellow("?")} ${step}: not decided`];
  return [`  ${paint.red("✗")} ${step}`, ...(counterexample === undefined ? [] : counterexampleLines(counterexample))];
}

/** The state before need not be reachable: either the step is wrong, or the invariant does not say enough. */
function counterexampleLines({ broken, choices, before, changes }: Counterexample): readonly string[] {
  return [
    ...broken.map((part) => `      not preserved: ${part}`),
    ...(choices.length === 0 ? [] : [`      choices: ${choices.map(({ name, value }) => `${name} = ${value}`).join(", ")}`]),
    "      before, reachable or not:",
    ...before.map(({ name, value }) => `        ${name} = ${value}`),
    ...(changes.length === 0 ? [] : ["      the step:"]),
    ...changes.map(({ name, before: then, after }) => `        ${name}: ${then} → ${after}`),
  ];
}
