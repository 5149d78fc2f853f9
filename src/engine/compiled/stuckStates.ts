import type { Row } from "../search/row.js";

/** Where a process is stuck for good: the earliest level that has such states, and those of its states. */
export interface Stuck {
  readonly states: readonly number[];
  readonly level: number;
}

/**
 * Of the states in which a process is blocked, those of the earliest level from which no path leads to a state in which it is not. Only blocked
 * states are expanded again, each once.
 * @param blocked in ascending order
 * @param targetsOf visits the successors of a state
 */
export function stuckStates(
  blocked: Row<Int32Array<ArrayBuffer>>,
  levels: readonly number[],
  targetsOf: (state: number, visit: (target: number) => void) => void,
): Stuck {
  const numberOf = new Map<number, number>();
  for (let at = 0; at < blocked.length; at++) numberOf.set(blocked.at(at), at);
  const saved = new Uint8Array(blocked.length);
  const before: number[][] = Array.from(saved, () => []);
  const queue: number[] = [];
  for (let at = 0; at < blocked.length; at++) {
    targetsOf(blocked.at(at), (target) => {
      const waiting = numberOf.get(target);
      if (waiting !== undefined) before[waiting]?.push(at);
      else if (saved[at] === 0) saved[at] = queue.push(at) && 1;
    });
  }
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const waiting of before[at] ?? []) if (saved[waiting] === 0) saved[waiting] = queue.push(waiting) && 1;
  }
  return earliest(blocked, saved, levels);
}

function earliest(blocked: Row<Int32Array<ArrayBuffer>>, saved: Uint8Array, levels: readonly number[]): Stuck {
  const first = saved.indexOf(0);
  if (first < 0) return { states: [], level: Number.POSITIVE_INFINITY };
  const level = levels.findLastIndex((start) => start <= blocked.at(first));
  const end = levels[level + 1] ?? Number.POSITIVE_INFINITY;
  const states: number[] = [];
  for (let at = first; at < blocked.length && blocked.at(at) < end; at++) if (saved[at] === 0) states.push(blocked.at(at));
  return { states, level };
}
