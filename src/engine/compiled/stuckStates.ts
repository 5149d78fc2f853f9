import { Row } from "../search/row.js";

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
export function stuckStates(blocked: Int32Array, levels: readonly number[], targetsOf: (state: number, visit: (target: number) => void) => void): Stuck {
  const saved = new Uint8Array(blocked.length);
  const queue: number[] = [];
  const { from, to } = edgesAmong(blocked, targetsOf, (at) => {
    if (saved[at] === 0) saved[at] = queue.push(at) && 1;
  });
  const { first, sources } = byTarget(from, to, blocked.length);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (let edge = first[at] as number; edge < (first[at + 1] as number); edge++) {
      const waiting = sources[edge] as number;
      if (saved[waiting] === 0) saved[waiting] = queue.push(waiting) && 1;
    }
  }
  return earliest(blocked, saved, levels);
}

/** The edges between blocked states, by position. @param leaves is told of each that has an edge to a state that is not blocked */
function edgesAmong(
  blocked: Int32Array,
  targetsOf: (state: number, visit: (target: number) => void) => void,
  leaves: (at: number) => void,
): { readonly from: Row<Int32Array<ArrayBuffer>>; readonly to: Row<Int32Array<ArrayBuffer>> } {
  const from = new Row(Int32Array);
  const to = new Row(Int32Array);
  for (let at = 0; at < blocked.length; at++) {
    targetsOf(blocked[at] as number, (target) => {
      const waiting = positionOf(target, blocked);
      if (waiting < 0) leaves(at);
      else {
        from.push(at);
        to.push(waiting);
      }
    });
  }
  return { from, to };
}

/** Edges sorted by their target. */
function byTarget(
  from: Row<Int32Array<ArrayBuffer>>,
  to: Row<Int32Array<ArrayBuffer>>,
  size: number,
): { readonly first: Int32Array; readonly sources: Int32Array } {
  const first = new Int32Array(size + 2);
  for (let edge = 0; edge < to.length; edge++) first[to.at(edge) + 2]++;
  for (let at = 2; at < first.length; at++) first[at] = (first[at] as number) + (first[at - 1] as number);
  const sources = new Int32Array(to.length);
  for (let edge = 0; edge < to.length; edge++) sources[first[to.at(edge) + 1]++] = from.at(edge);
  return { first, sources };
}

/** Where a number stands in an ascending list; negative if it does not. */
function positionOf(wanted: number, list: Int32Array): number {
  let [low, high] = [0, list.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = list[middle] as number;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function earliest(blocked: Int32Array, saved: Uint8Array, levels: readonly number[]): Stuck {
  const first = saved.indexOf(0);
  if (first < 0) return { states: [], level: Number.POSITIVE_INFINITY };
  const level = levels.findLastIndex((start) => start <= (blocked[first] as number));
  const end = levels[level + 1] ?? Number.POSITIVE_INFINITY;
  const states: number[] = [];
  for (let at = first; at < blocked.length && (blocked[at] as number) < end; at++) if (saved[at] === 0) states.push(blocked[at] as number);
  return { states, level };
}
