import { BATCH } from "./memoryMap.js";

/** Text that looks for states from elsewhere in the table, many at once. */
export const LOOK_UP = `
/**
 * Looks for the first \`count\` of the states that were put where successors of edges lie, and lists the index of each where edges do: UNKNOWN, if this memory does not have
 * it. As for insertion, what is going to be looked at is read ahead.
 */
export function lookUp(count: u32): void {
  for (let first: u32 = 0; first < count; first += ${BATCH}) {
    const until = min(count, first + ${BATCH});
    readAhead(LEAVES + <usize>first * SIZE, LEAVES + <usize>until * SIZE);
    for (let each = first; each < until; each++) {
      store<u32>(EDGES + (<usize>each << 2), findFrom(LEAVES + <usize>each * SIZE, load<u64>(HASHES + (<usize>(each - first) << 3))));
    }
  }
}
`;
