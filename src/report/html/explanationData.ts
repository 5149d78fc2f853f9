import type { Explanation, MarkDocument, RunDocument } from "../../trace/explain/explanation.js";
import { tellChanges } from "../../trace/tellChanges.js";
import type { TraceStepDocument } from "../../trace/traceDocument.js";

/** Another run from somewhere on the trace, in lines. */
export interface RunData {
  readonly end: RunDocument["end"];
  readonly lines: readonly string[];
}

/** Why a step is marked: what could have been otherwise, and the run that then ends well. */
export interface MarkData {
  readonly instead: string;
  readonly run: RunData;
}

/** Why a trace went wrong, as its page says it. */
export interface ExplanationData {
  /** The part of the property that failed, and the values that it looked at. */
  readonly conjunct: { readonly text: string; readonly wanted: boolean; readonly reads: readonly { readonly name: string; readonly value: string }[] } | null;
  /** For the initial state and each step: those of its choices that decided. */
  readonly marks: readonly (readonly MarkData[])[];
  /** The moment from which it can still go right, with the shortest run that does. */
  readonly lastChance: { readonly after: number; readonly run: RunData } | null;
}

/** An explanation without the whole states of the runs that it compares with. */
export function explanationData({ conjunct, initial, steps, lastChance }: Explanation): ExplanationData {
  const initialMarks = initial.map(({ label, instead, run }) => ({ instead: `${label} = ${instead}`, run: runData(run) }));
  return {
    conjunct: conjunct && { text: conjunct.text, wanted: conjunct.wanted, reads: conjunct.reads },
    marks: [initialMarks, ...steps.map((mark) => (mark === null ? [] : [markData(mark)]))],
    lastChance: lastChance.kind === "found" ? { after: lastChance.after, run: runData(lastChance.sibling) } : null,
  };
}

function markData({ instead, run }: MarkDocument): MarkData {
  return { instead: instead === null ? "not taken here" : answers(instead), run: runData(run) };
}

function runData({ end, steps }: RunDocument): RunData {
  return { end, lines: steps.map(lineOf) };
}

function lineOf({ process, path, function: name, step, choices, changes }: TraceStepDocument): string {
  const where = name === process ? step : `${name} · ${step}`;
  return [`${process}  ${where}`, answers(choices), tellChanges(changes, path).join(", ")].filter((part) => part !== "").join("   ");
}

function answers(choices: TraceStepDocument["choices"]): string {
  return choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
}
