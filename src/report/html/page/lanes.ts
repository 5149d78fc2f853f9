import type { TraceData } from "../traceData.js";

/** How many colours there are for processes; the style sheet has them as `.lane-0` and on. */
const COLOURS = 6;

/** The column and the colour of each process. */
export type Lanes = ReadonlyMap<string, { readonly column: number; readonly colour: string }>;

/** One lane a process: those that the model names, and any other that moves. */
export function lanesOf({ actors, moments }: TraceData): Lanes {
  const names = [...new Set([...actors, ...moments.flatMap(({ step }) => (step === null ? [] : [step.process]))])];
  return new Map(names.map((name, column) => [name, { column, colour: `lane-${column % COLOURS}` }]));
}
