import type { Explanation } from "./explain/explanation.js";
import type { Change, TraceDocument } from "./traceDocument.js";

/** The same trace without the changes of ghosts, but for those that the failing part of the property looked at: what happened, and not what ought to have. */
export function withoutGhosts({ initial, steps, ...trace }: TraceDocument, { conjunct }: Explanation): TraceDocument {
  const read = namesRead(conjunct);
  const told = (changes: readonly Change[]): readonly Change[] => changes.filter(({ ghost, name }) => ghost === undefined || read.has(name));
  return { ...trace, initial: { ...initial, changes: told(initial.changes) }, steps: steps.map((step) => ({ ...step, changes: told(step.changes) })) };
}

/** The shared variables that the failing part of a property looked at. */
export function namesRead(conjunct: Explanation["conjunct"]): ReadonlySet<string> {
  return new Set((conjunct?.reads ?? []).map(({ name }) => name.replace(/^(before|after)\./, "")));
}
