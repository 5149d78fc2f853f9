import type { ComposedModel, ComposedProcess } from "../../language/compose.js";

/** Whether a process can come to an end. */
export function hasEnd({ states }: ComposedProcess): boolean {
  return states.some(({ body }) => body === undefined);
}

/** Whether a process is at an end. */
export function isAtEnd({ states, slot }: ComposedProcess, state: ArrayLike<number>): boolean {
  return states[state[slot] as number]?.body === undefined;
}

/** Whether every process that is not a daemon is at an end. */
export function isOver({ processes }: ComposedModel, state: ArrayLike<number>): boolean {
  return processes.every((process) => process.daemon || isAtEnd(process, state));
}
