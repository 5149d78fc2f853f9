/** A set of processes: one bit each. */
export type ProcessSet = number;

/** All of them, however many there are. */
export const EVERYBODY: ProcessSet = 0xffffffff;

export function membersOf(set: ProcessSet): readonly number[] {
  return Array.from({ length: 32 }, (_, process) => process).filter((process) => (set >>> process) & 1);
}
