import type { ComposedModel } from "../language/compose.js";

/** How a run stands in a state: it goes on, every process that is no daemon is at an end, or nothing can move before that. */
export type Standing = "going on" | "ended" | "stuck";

/** How a run of a model stands in a state, given whether a step can be taken there. */
export function standingOf({ processes }: ComposedModel, state: Int32Array, canMove: boolean): Standing {
  const hasEnded = processes.every(({ daemon, states, slot }) => daemon || states[state[slot] as number]?.body === undefined);
  return hasEnded ? "ended" : canMove ? "going on" : "stuck";
}
