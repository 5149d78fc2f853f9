/**
 * A set of transitions: those of a process, of a step, or those that make a choice. Every part that is given narrows it; without any it
 * is every transition.
 */
export interface Action {
  /** A glob over the names of processes. */
  readonly process?: string;
  /** A glob over control states: `writer/iomap_write_iter.copy`, or `iomap_write_iter.copy` wherever that function is called. */
  readonly step?: string;
  /** The label of a choice that the transition makes. */
  readonly choice?: string;
  /** The answer to that choice; any, if it is left out. */
  readonly value?: number | string | boolean;
}

/** An action in words: `writer`, `iomap_write_iter.copy with copied = 2`. */
export function showAction({ process, step, choice, value }: Action): string {
  const who = [process, step].filter((part) => part !== undefined).join(" at ") || "any process";
  if (choice === undefined) return who;
  return `${who} with ${choice}${value === undefined ? "" : ` = ${value}`}`;
}
