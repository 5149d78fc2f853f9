import type { TraceStepDocument } from "./traceDocument.js";

/** The functions that steps go through, each once. */
export function functionsOf(steps: readonly TraceStepDocument[]): readonly string[] {
  return [...new Set(steps.map((step) => step.function))];
}

/** A stretch of a trace: a step that is told, or neighbours of one process that are folded. */
export interface Stretch {
  /** The number of its first step, counted from 0. */
  readonly first: number;
  readonly steps: readonly TraceStepDocument[];
  readonly isFolded: boolean;
}

/** Cuts a trace into stretches. One step by itself is not folded: that would save nothing. */
export function stretchesOf(steps: readonly TraceStepDocument[], folded: readonly boolean[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let first = 0;
  while (first < steps.length) {
    let end = first + 1;
    if (folded[first]) while (folded[end] && steps[end]?.process === steps[first]?.process) end++;
    stretches.push({ first, steps: steps.slice(first, end), isFolded: end > first + 1 });
    first = end;
  }
  return stretches;
}
