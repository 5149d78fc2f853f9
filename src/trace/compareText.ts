import { cellWidth, drawPicture } from "./drawPicture.js";
import type { Ink } from "./ink.js";
import type { Comparison } from "./replay/compareModels.js";
import { sideBySide } from "./sideBySide.js";
import { INDENT, placeOfStep, WIDTH } from "./stepText.js";
import { tellChanges } from "./tellChanges.js";
import type { TraceDocument, TraceStepDocument } from "./traceDocument.js";
import { wrapParts } from "./wrapParts.js";

const ENDING: Readonly<Record<Comparison["run"]["end"], string>> = {
  ended: "ends with the property intact",
  endless: "goes round for ever with the property intact",
  stuck: "gets stuck",
  violated: "violates the property, too",
  long: "was given up: it does not come to an end",
};

/** A trace beside the run of another kernel on the same schedule: the first step at which they part, what it does in each, and how the other ends. */
export function compareText({ steps }: TraceDocument, { parts, run }: Comparison, names: { readonly one: string; readonly other: string }, ink: Ink): string {
  const ending = `${names.other} ${ENDING[run.end]}${run.end === "violated" ? `, after ${run.steps.length} steps` : ""}.`;
  if (parts === null) return [ink.bold(`On this schedule ${names.one} and ${names.other} never part.`), ending].join("\n");
  const picture = run.steps.at(-1)?.picture ?? [];
  return [
    ink.bold(`On the same schedule ${names.one} and ${names.other} part at step ${parts}:`),
    ...effect(names.one, steps[parts - 1]),
    ...effect(names.other, run.steps[parts - 1]),
    "",
    ...sideBySide({ title: names.one, steps }, { title: names.other, steps: run.steps }, 1, WIDTH),
    "",
    INDENT + ending,
    ...drawPicture(picture, cellWidth(picture)).map((line) => INDENT + line),
  ].join("\n");
}

function effect(name: string, step: TraceStepDocument | undefined): string[] {
  if (step === undefined) return [`  ${name}: no step`];
  const next = step.state?.at[step.process];
  const told = [...tellChanges(step.changes, step.path), ...(next === undefined ? [] : [`on to ${next.split("/").at(-1)}`])];
  return [`  ${name}: ${step.process}  ${placeOfStep(step)}`, ...wrapParts(told, INDENT, WIDTH)];
}
