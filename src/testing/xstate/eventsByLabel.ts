import type { EventObject } from "xstate";
import { SpecError } from "../../language/index.js";
import { callSite } from "../../language/site.js";
import { labelOf } from "./labelOf.js";

/**
 * Events by what a trace calls them: their type, and their payload where they have one.
 * @throws SpecError FL113 when two read the same
 */
export function eventsByLabel<E extends EventObject>(machine: string, events: readonly E[]): ReadonlyMap<string, E> {
  const byLabel = new Map<string, E>();
  for (const event of events) {
    const { type, ...payload } = event;
    const label = Object.keys(payload).length === 0 ? type : `${type} ${labelOf(payload)}`;
    if (byLabel.has(label)) throw new SpecError("FL113", `${machine}: two of its events read '${label}'`, "give each event once", callSite());
    byLabel.set(label, event);
  }
  return byLabel;
}
