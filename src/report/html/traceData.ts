import type { Legend, PictureRow } from "../../language/index.js";
import { lassoWords } from "../../trace/lassoText.js";
import { tellChanges, tellSettings } from "../../trace/tellChanges.js";
import type { DecodedState, DecodedValue, TraceDocument, TraceStepDocument } from "../../trace/traceDocument.js";
import type { TraceFile } from "../traceFile.js";
import type { ExplanationData } from "./explanationData.js";
import { Interner } from "./interner.js";
import type { PropertyPart } from "./propertyParts.js";
import type { Excerpt } from "./stepSources.js";

/**
 * What the page of a trace shows. Equal values, rows and excerpts are stored once, and moments name them by their index, so that
 * thousands of steps of a large state stay a small file.
 */
export interface TraceData extends Omit<TraceFile, "trace">, Pick<TraceDocument, "property" | "failure"> {
  readonly legend: Legend;
  /** The property and its parts, and whether each was true at each moment. */
  readonly parts: readonly PropertyPart[];
  /** Null where there is none, as of a temporal property. */
  readonly explanation: ExplanationData | null;
  /** Why there is none, as a sentence. */
  readonly unexplained?: string | null;
  /** Of a run that never ends, or stays where it ended. */
  readonly lasso: LassoData | null;
  readonly values: readonly DecodedValue[];
  readonly rows: readonly PictureRow[];
  readonly excerpts: readonly Excerpt[];
  /** The initial state, then one for each step. */
  readonly moments: readonly Moment[];
}

/** What comes after the last step. */
export interface LassoData {
  /** The moment that the last one is a repetition of; the last one itself if the run has ended. */
  readonly from: number;
  /** What was assumed of such runs, and why this one counts. */
  readonly words: readonly string[];
}

/** A state of the trace, and the step that led to it. */
export interface Moment {
  /** Absent from the initial state. */
  readonly step: Pick<TraceStepDocument, "process" | "path" | "function" | "step" | "source" | "choices"> | null;
  /** What the step changed, one phrase a change. */
  readonly told: readonly string[];
  /** Shared variables, as indices of {@link TraceData.values}; null where the step has no successor. */
  readonly variables: Readonly<Record<string, number>> | null;
  /** Locals of the functions that are being executed, by call path: a record of {@link TraceData.values} each. */
  readonly locals: Readonly<Record<string, number>>;
  /** Where each process stands. */
  readonly at: Readonly<Record<string, string>>;
  /** The picture, as indices of {@link TraceData.rows}. */
  readonly picture: readonly number[];
  /** The text of the step, as an index of {@link TraceData.excerpts}. */
  readonly excerpt: number | null;
}

/** What is known of a trace beside its file. */
export interface TraceExtras {
  readonly legend: Legend;
  readonly parts: readonly PropertyPart[];
  readonly explanation: ExplanationData | null;
  /** Why there is none. */
  readonly unexplained?: string | null;
  /** The specification's text for each step, in order; undefined where it cannot be found. */
  readonly excerpts: readonly (Excerpt | undefined)[];
}

/** A trace, in the form that its page reads. */
export function traceData({ trace, ...head }: TraceFile, { excerpts, ...extras }: TraceExtras): TraceData {
  const stores = { values: new Interner<DecodedValue>(), rows: new Interner<PictureRow>(), excerpts: new Interner<Excerpt>() };
  const { initial, steps, property, failure, loop } = trace;
  const lasso = loop === undefined ? null : { from: loop, words: lassoWords(trace) };
  const first: Moment = { step: null, told: tellSettings(initial.changes), ...stateOf(initial.state, initial.picture, stores), excerpt: null };
  const moments = steps.map((step, index): Moment => {
    const excerpt = excerpts[index];
    return {
      step: { process: step.process, path: step.path, function: step.function, step: step.step, source: step.source, choices: step.choices },
      told: tellChanges(step.changes, step.path),
      ...stateOf(step.state ?? undefined, step.picture, stores),
      excerpt: excerpt === undefined ? null : stores.excerpts.indexOf(excerpt),
    };
  });
  const { values, rows, excerpts: texts } = stores;
  return { ...head, property, failure, ...extras, lasso, values: values.all, rows: rows.all, excerpts: texts.all, moments: [first, ...moments] };
}

interface Stores {
  readonly values: Interner<DecodedValue>;
  readonly rows: Interner<PictureRow>;
  readonly excerpts: Interner<Excerpt>;
}

function stateOf(
  state: DecodedState | undefined,
  picture: readonly PictureRow[] = [],
  { values, rows }: Stores,
): Pick<Moment, "variables" | "locals" | "at" | "picture"> {
  const indices = (record: Readonly<Record<string, DecodedValue>>): Record<string, number> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, values.indexOf(value)]));
  return {
    variables: state === undefined ? null : indices(state.variables),
    locals: indices(state?.locals ?? {}),
    at: state?.at ?? {},
    picture: picture.map((row) => rows.indexOf(row)),
  };
}
