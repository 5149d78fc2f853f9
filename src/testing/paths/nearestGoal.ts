import type { WayGraph } from "./wayGraph.js";

/**
 * The edges of a shortest way from a state on whose last edge is wanted; undefined if there is none.
 * @param exhausted states from which nothing that is wanted can be reached; those that turn out to be such are added. Once that is so it has to stay so
 */
export function nearestGoal(graph: WayGraph, from: number, isWanted: (edge: number) => boolean, exhausted: Uint8Array): number[] | undefined {
  if (exhausted[from] === 1) return undefined;
  const cameBy = new Map<number, number | undefined>([[from, undefined]]);
  const queue = [from];
  for (const state of queue) {
    for (let edge = graph.firstEdge.at(state); edge < graph.firstEdge.at(state + 1); edge++) {
      if (isWanted(edge)) return [...wayTo(state), edge];
      const to = graph.to.at(edge);
      if (cameBy.has(to) || exhausted[to] === 1) continue;
      cameBy.set(to, edge);
      queue.push(to);
    }
  }
  for (const state of queue) exhausted[state] = 1;
  return undefined;

  function wayTo(state: number): number[] {
    const way: number[] = [];
    for (let edge = cameBy.get(state); edge !== undefined; edge = cameBy.get(graph.from.at(edge))) way.push(edge);
    return way.reverse();
  }
}
