import type { TraceFile } from "../traceFile.js";

/** What an actor of the exported machine is sent. */
export interface ReplayedEvent {
  readonly type: string;
}

/**
 * The events that walk the machine of `faultline export CHECK --to xstate` (its `config`) along a counterexample, for Stately or for `actor.send`: each names a process
 * and the control states that it went between. A step without a successor is no event.
 */
export function xstateTrace({ trace: { initial, steps } }: TraceFile): ReplayedEvent[] {
  const events: ReplayedEvent[] = [];
  let before = initial.state;
  for (const { process, state } of steps) {
    if (!state || !before) continue;
    events.push({ type: `${process}: ${keyOf(before.at[process])} -> ${keyOf(state.at[process])}` });
    before = state;
  }
  return events;
}

/** XState reads a dot in the name of a state as a path; the export says it with a colon. */
function keyOf(place = ""): string {
  return place.replaceAll(".", ":");
}
