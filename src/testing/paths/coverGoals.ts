import { nearestGoal } from "./nearestGoal.js";
import type { WayGraph } from "./wayGraph.js";

/** What paths are to cover: each edge is for one goal, or for none. */
export interface Goals {
  /** By edge: the number of its goal, counted from 0. */
  readonly of: Int32Array;
  readonly count: number;
}

/**
 * Few paths that together take an edge of every goal, each a row of edges from an initial state on. Greedily: a path begins as a shortest way to the goal that is farthest from the initial
 * states, of those that are left; it goes on by a shortest way to the nearest goal that is left, as long as it can reach one. In the end paths whose goals are all
 * on others are dropped. That is not the least that would do, which costs too much to find; it is the same at any time.
 * @param longest a path that has so many edges does not go on
 */
export function coverGoals(graph: WayGraph, goals: Goals, longest = Number.POSITIVE_INFINITY): readonly (readonly number[])[] {
  const isLeft = new Uint8Array(goals.count).fill(1);
  const exhausted = new Uint8Array(graph.states.length);
  const paths: number[][] = [];
  for (const first of farthestFirst(graph, goals)) {
    if (isLeft[goals.of[first] as number] === 0) continue;
    const path = [...graph.wayTo(graph.from.at(first)), first];
    for (const edge of path) isLeft[goals.of[edge] as number] = 0;
    while (path.length < longest) {
      const way = nearestGoal(graph, graph.to.at(path.at(-1) as number), (edge) => isLeft[goals.of[edge] as number] === 1, exhausted);
      if (way === undefined || path.length + way.length > longest) break;
      path.push(...way);
      isLeft[goals.of[way.at(-1) as number] as number] = 0;
    }
    paths.push(path);
  }
  return withoutSuperfluous(paths, goals);
}

/** For each goal the edge that is nearest to the initial states; the goals that are farthest away come first. */
function farthestFirst({ from, distance, edges }: WayGraph, { of, count }: Goals): readonly number[] {
  const nearest = new Int32Array(count).fill(-1);
  const reach = (edge: number): number => distance.at(from.at(edge));
  for (let edge = 0; edge < edges; edge++) {
    const known = nearest[of[edge] as number] as number;
    if (known < 0 || reach(edge) < reach(known)) nearest[of[edge] as number] = edge;
  }
  return [...nearest].sort((one, other) => reach(other) - reach(one) || one - other);
}

/** Shorter paths are dropped first. */
function withoutSuperfluous(paths: readonly number[][], { of, count }: Goals): readonly number[][] {
  const times = new Int32Array(count);
  const goalsOf = (path: readonly number[]): readonly number[] => [...new Set(path.map((edge) => of[edge] as number))];
  for (const path of paths) for (const goal of goalsOf(path)) times[goal] = (times[goal] as number) + 1;
  const dropped = new Set<number[]>();
  for (const path of [...paths].sort((one, other) => one.length - other.length)) {
    const own = goalsOf(path);
    if (own.some((goal) => times[goal] === 1)) continue;
    dropped.add(path);
    for (const goal of own) times[goal] = (times[goal] as number) - 1;
  }
  return paths.filter((path) => !dropped.has(path));
}
