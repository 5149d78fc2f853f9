import type { Graph } from "./graph.js";

/** Where a path may end: in a state, or with one of a state's leaves, counted from 0. */
export interface End {
  readonly state: number;
  readonly leaf?: number;
}

/** A path through the graph: an initial state, and which leaf is taken in each state on the way. */
export interface Path {
  readonly initial: number;
  readonly leaves: readonly number[];
  /** The last state that the path reaches; a leaf at its end may lead nowhere. */
  readonly last: number;
}

const UNREACHED = 2 ** 30;
const ANYBODY = -1;

/**
 * Of all shortest paths to an end, the one with the fewest context switches, and of those the first in the order of initial states,
 * processes and choices. Dynamic programming from the ends towards the initial states: what it costs to go on from a state is
 * `fewest` switches if the process that moved last is among `movers`, and one more otherwise.
 * @param level the breadth-first level of the ends' states
 */
export function canonicalPath(graph: Graph, ends: readonly End[], level: number): Path {
  const { levels, firstEdge, targets, able, movers: moverOf } = graph;
  const size = ends.reduce((most, { state }) => Math.max(most, state + 1), 0);
  const fewest = new Int32Array(size).fill(UNREACHED);
  const movers = new Int32Array(size);
  const lastEdges = new Set<number>();
  for (const { state, leaf } of ends) {
    if (leaf !== undefined) lastEdges.add(firstEdge.at(state) + leaf);
    else [fewest[state], movers[state]] = [0, ANYBODY];
  }

  /** The switches after an edge out of level `at`, on the best shortest path that begins with it. */
  const switchesAfter = (edge: number, at: number): number => {
    if (at === level) return lastEdges.has(edge) ? 0 : UNREACHED;
    const target = targets.at(edge);
    if (target < (levels[at + 1] as number) || target >= size) return UNREACHED;
    return (fewest[target] as number) + (((movers[target] as number) >>> moverOf.at(edge)) & 1 ? 0 : 1);
  };

  for (let at = lastEdges.size > 0 ? level : level - 1; at >= 0; at--) {
    const end = Math.min(levels[at + 1] ?? size, size, able.length);
    for (let state = levels[at] as number; state < end; state++) {
      for (let edge = firstEdge.at(state); edge < firstEdge.at(state + 1); edge++) {
        const switches = switchesAfter(edge, at);
        if (switches >= UNREACHED || switches > (fewest[state] as number)) continue;
        if (switches < (fewest[state] as number)) movers[state] = 0;
        fewest[state] = switches;
        movers[state] = (movers[state] as number) | (1 << moverOf.at(edge));
      }
    }
  }

  const initial = firstLeast(0, Math.min(levels[1] ?? size, size), (state) => fewest[state] as number);
  const leaves: number[] = [];
  let last = initial;
  let mover: number | undefined;
  for (let at = 0; at < level + (lastEdges.size > 0 ? 1 : 0); at++) {
    const first = firstEdge.at(last);
    const edge = firstLeast(first, firstEdge.at(last + 1), (e) => switchesAfter(e, at) + (mover === undefined || moverOf.at(e) === mover ? 0 : 1));
    leaves.push(edge - first);
    mover = moverOf.at(edge);
    if (at < level) last = targets.at(edge);
  }
  return { initial, leaves, last };
}

/** The first of the integers `from` … `to - 1` at which `cost` is least. */
function firstLeast(from: number, to: number, cost: (of: number) => number): number {
  let best = from;
  for (let candidate = from + 1; candidate < to; candidate++) if (cost(candidate) < cost(best)) best = candidate;
  return best;
}
