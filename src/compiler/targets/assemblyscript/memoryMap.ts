import { NESTED_CHOICES } from "./steps.js";

/** How many edges {@link MemoryMap.edges} holds, how many states {@link MemoryMap.blocked} does, and how many choices a replayed leaf may make. */
export const EDGES = 1 << 14;
export const BLOCKED = 1 << 13;
export const ANSWERS = 1 << 12;

/** Addresses in the memory of a module, in bytes. What they begin does not overlap, and comes before the module's constants. */
export interface MemoryMap {
  /** The successor that a step is making. */
  readonly successor: number;
  /** A state with every slot at its least value. */
  readonly blank: number;
  /** Successors as they were when a choice was made, by depth. */
  readonly kept: number;
  /** The answers of a replayed leaf, two 32-bit integers each: the answer, and the greatest that there is. */
  readonly answers: number;
  /** How often each step fired: 64-bit counters, processes one after the other. */
  readonly fired: number;
  /** Edges of one state: target, and mover with a flag. */
  readonly edges: number;
  /** States in which some process that is no daemon cannot move: state, and bits of those processes. */
  readonly blocked: number;
  /** Constant tables of the module. */
  readonly constants: number;
  /** The hash table; the states follow where it may end. */
  readonly table: number;
}

const PAGE = 65_536;

/** @param words words of a state */
export function memoryMap(words: number, steps: number, constants: number): MemoryMap {
  let end = 1024;
  const take = (bytes: number): number => {
    const at = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return at;
  };
  const map = {
    successor: take(words * 8),
    blank: take(words * 8),
    kept: take(NESTED_CHOICES * words * 8),
    answers: take(ANSWERS * 8),
    fired: take(steps * 8),
    edges: take(EDGES * 8),
    blocked: take(BLOCKED * 8),
    constants: take(constants),
  };
  return { ...map, table: Math.ceil((end + PAGE) / PAGE) * PAGE };
}
