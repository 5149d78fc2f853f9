import type { Explanation, MarkDocument, RunDocument, ShowRun } from "../../trace/explain/explanation.js";
import { tellChanges } from "../../trace/tellChanges.js";
import type { TraceStepDocument } from "../../trace/traceDocument.js";

/** Another run from somewhere on the trace, in lines. */
export interface RunData {
  readonly end: RunDocument["end"];
  readonly lines: readonly string[];
  /** There are more steps than lines. */
  readonly isCut: boolean;
}

/** How many steps of a run a page tells, and of how many marks, the last ones, it has the run: a page of a long trace is to stay a small file. */
const MOST_LINES = 40;
const MOST_RUNS = 250;

/** Why a step is marked: what could have been otherwise, and the run that then ends well. */
export interface MarkData {
  readonly instead: string;
  /** Null where there are too many. */
  readonly run: RunData | null;
}

/** Why a trace went wrong, as its page says it. */
export interface ExplanationData {
  /** The part of the property that failed, and the values that it looked at. */
  readonly conjunct: { readonly text: string; readonly wanted: boolean; readonly reads: readonly { readonly name: string; readonly value: string }[] } | null;
  /** For the initial state and each step: those of its choices that decided. */
  readonly marks: readonly (readonly MarkData[])[];
  /** The moment from which it can still go right, with the shortest run that does. */
  readonly lastChance: { readonly after: number; readonly run: RunData } | null;
  /** How many steps, the first ones, were not asked whether they decided. */
  readonly unasked: number;
}

/** An explanation without the whole states of the runs that it compares with. */
export function explanationData({ conjunct, initial, steps, lastChance, unasked }: Explanation): ExplanationData {
  const initialMarks = initial.map(({ label, instead, run }) => ({ instead: `${label} = ${instead}`, run: shown(run) }));
  const marked = steps.flatMap((mark, index) => (mark === null ? [] : [index]));
  const first = marked.at(-MOST_RUNS) ?? 0;
  return {
    conjunct: conjunct && { text: conjunct.text, wanted: conjunct.wanted, reads: conjunct.reads },
    marks: [initialMarks, ...steps.map((mark, index) => (mark === null ? [] : [markData(mark, index >= first)]))],
    lastChance: lastChance.kind === "found" ? { after: lastChance.after, run: runData(lastChance.sibling) } : null,
    unasked,
  };
}

function markData({ instead, run }: MarkDocument, isShown: boolean): MarkData {
  return { instead: instead === null ? "not taken here" : answers(instead), run: isShown ? shown(run) : null };
}

/** One step more than is told, to know whether there are more. */
function shown(show: ShowRun): RunData {
  return runData(show(MOST_LINES + 1));
}

function runData({ end, steps }: RunDocument): RunData {
  return { end, lines: steps.slice(0, MOST_LINES).map(lineOf), isCut: steps.length > MOST_LINES };
}

function lineOf({ process, path, function: name, step, choices, changes }: TraceStepDocument): string {
  const where = name === process ? step : `${name} · ${step}`;
  return [`${process}  ${where}`, answers(choices), tellChanges(changes, path).join(", ")].filter((part) => part !== "").join("   ");
}

function answers(choices: TraceStepDocument["choices"]): string {
  return choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
}
