import { Row } from "../search/row.js";
import type { StateSpace } from "./stateSpace.js";

/** States between two yields. */
const STRIDE = 1 << 12;

/** Where a process is stuck for good: the earliest level that has such states, and those of its states. */
export interface Stuck {
  readonly states: readonly number[];
  readonly level: number;
}

/**
 * By process: where it is stuck for good. First, from the last state back, each state is asked whether one of its successors lets a process go on, or was found to lead to
 * one that does. Most edges lead on to later states, so that settles nearly all of them without their edges being kept; what is left may wait in a circle, and is decided together.
 */
export function* findStuck(space: StateSpace, processes: number): Generator<void, readonly Stuck[]> {
  const left = Array.from({ length: processes }, (): number[] => []);
  for (let state = space.levels.at(-1) as number; state-- > 0; ) {
    if (state % STRIDE === 0) yield;
    const waiting = space.waitingIn(state);
    if (waiting === 0) continue;
    let stay = waiting;
    space.edges(state, (target) => {
      if (target >= 0) stay &= space.waitingIn(target);
    });
    space.leaveWaiting(state, stay);
    for (let rest = stay; rest !== 0; rest &= rest - 1) left[31 - Math.clz32(rest & -rest)]?.push(state);
  }
  const targetsOf = (state: number, visit: (target: number) => void): void => space.edges(state, (target) => target >= 0 && visit(target));
  return left.map((states) => stuckStates(states.reverse(), space.levels, targetsOf));
}

/**
 * Of the states in which a process is blocked, those of the earliest level from which no path leads to a state in which it is not. Only blocked
 * states are expanded again, each once.
 * @param blocked in ascending order
 * @param targetsOf visits the successors of a state
 */
function stuckStates(blocked: readonly number[], levels: readonly number[], targetsOf: (state: number, visit: (target: number) => void) => void): Stuck {
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
  blocked: readonly number[],
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
function positionOf(wanted: number, list: readonly number[]): number {
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

function earliest(blocked: readonly number[], saved: Uint8Array, levels: readonly number[]): Stuck {
  const first = saved.indexOf(0);
  if (first < 0) return { states: [], level: Number.POSITIVE_INFINITY };
  const level = levels.findLastIndex((start) => start <= (blocked[first] as number));
  const end = levels[level + 1] ?? Number.POSITIVE_INFINITY;
  const states: number[] = [];
  for (let at = first; at < blocked.length && (blocked[at] as number) < end; at++) if (saved[at] === 0) states.push(blocked[at] as number);
  return { states, level };
}
