import { Row } from "../search/row.js";
import type { Crew } from "./crew.js";
import type { StateSpace } from "./stateSpace.js";
import { processesIn, type Waiter } from "./waiting.js";

/** Where a process is stuck for good: the earliest level that has such states, and those of its states. */
export interface Stuck {
  readonly states: readonly number[];
  readonly level: number;
}

/** By process: where it is stuck for good, when all states are in memory: those who can go on for sure are let go, and what is left may wait in a circle, and is decided together. */
export function* findStuck(crew: Crew, space: StateSpace, processes: number): Generator<void, readonly Stuck[]> {
  const left = yield* crew.releaseWaiters();
  return stuckAmong(left === 0 ? [] : space.waiters(), processes, space.levels, (state, visit) =>
    space.edges(state, (target, _mover, _fails, arrivals) => target >= 0 && visit(target, arrivals)),
  );
}

/**
 * By process: where it is stuck for good, if that is in some of these states only.
 * @param waiters in ascending order; there may be millions, so they are told one by one
 * @param edges visits the successors of a state, and which process each is there, where copies are renumbered
 */
export function stuckAmong(
  waiters: Iterable<Waiter>,
  processes: number,
  levels: readonly number[],
  edges: (state: number, visit: (target: number, arrivals: Uint8Array | undefined) => void) => void,
): readonly Stuck[] {
  const blocked: number[] = [];
  for (const [state, bits] of waiters) for (const process of processesIn(bits)) blocked.push(pairOf(state, process));
  const saved = savedPairs(blocked, (pair, visit) => {
    const process = pair % PROCESSES;
    edges(Math.floor(pair / PROCESSES), (target, arrivals) => visit(pairOf(target, arrivals?.[process] ?? process)));
  });
  const stuck = blocked.filter((_, at) => saved[at] === 0);
  return Array.from({ length: processes }, (_, process) => earliest(statesOf(stuck, process), levels));
}

/** A state and a process are numbered together. */
const PROCESSES = 32;

function pairOf(state: number, process: number): number {
  return state * PROCESSES + process;
}

function statesOf(pairs: readonly number[], process: number): readonly number[] {
  return pairs.filter((pair) => pair % PROCESSES === process).map((pair) => Math.floor(pair / PROCESSES));
}

/**
 * Of states in which a process is blocked, as pairs: which of them a path leads from to one in which it is not. Only those are expanded again.
 * @param blocked in ascending order
 * @param targetsOf visits the successors of a state, with what the process is there
 */
function savedPairs(blocked: readonly number[], targetsOf: (pair: number, visit: (target: number) => void) => void): Uint8Array {
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
  return saved;
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

/** Of the states in which a process is stuck, in ascending order, those of the first level that has any. */
function earliest(stuck: readonly number[], levels: readonly number[]): Stuck {
  const [first] = stuck;
  if (first === undefined) return { states: [], level: Number.POSITIVE_INFINITY };
  const level = levels.findLastIndex((start) => start <= first);
  const end = levels[level + 1] ?? Number.POSITIVE_INFINITY;
  return { states: stuck.filter((state) => state < end), level };
}
