import { BATCH } from "./memoryMap.js";

/** Text that looks for states from elsewhere in the table, many at once. */
export const LOOK_UP = `
/**
 * Looks for the first \`count\` of the states that were put where successors of edges lie, and lists the index of each where edges do: UNKNOWN, if this memory does not have
 * it. As for insertion, what is going to be looked at is read ahead.
 */
export function lookUp(count: u32): void {
  let sum: u32 = 0;
  for (let first: u32 = 0; first < count; first += ${BATCH}) {
    const until = min(count, first + ${BATCH});
    for (let each = first; each < until; each++) {
      const hash = hashOf(LEAVES + <usize>each * SIZE);
      store<u64>(HASHES + (<usize>(each - first) << 3), hash);
      sum += load<u32>(TABLE + (<usize>(<u32>hash & (places - 1)) << 2));
    }
    for (let each = first; each < until; each++) {
      const known = load<u32>(TABLE + (<usize>(load<u32>(HASHES + (<usize>(each - first) << 3)) & (places - 1)) << 2));
      if (known != 0) sum += load<u32>(addressOf((known & ~tagMask) - 1));
    }
    for (let each = first; each < until; each++) store<u32>(EDGES + (<usize>each << 2), find(LEAVES + <usize>each * SIZE));
  }
  ahead = sum;
}
`;
