import type { CheckOptions } from "../../engine/check.js";
import type { StateGraph } from "../../engine/search/stateGraph.js";
import type { ComposedModel } from "../../language/compose.js";
import { type Model, SpecError } from "../../language/index.js";
import { coverGoals, type Goals } from "./coverGoals.js";
import { exploreGraph } from "./exploreGraph.js";
import { WayGraph } from "./wayGraph.js";

/** What paths cover: every step that ever fires, in every function and process, or every transition. */
export const COVERS = ["steps", "transitions"] as const;

/** One of {@link COVERS}. */
export type Cover = (typeof COVERS)[number];

/** How paths are found. Everything may be left out. */
export interface PathOptions extends Pick<CheckOptions, "set" | "maxStates" | "maxTime" | "maxMemory" | "workers" | "engine" | "signal" | "onProgress"> {
  /** Steps, unless given. */
  readonly cover?: Cover | undefined;
  /** A path that has so many steps does not go on: then there are more paths. A goal that is farther away is still reached. */
  readonly longest?: number | undefined;
}

/** Beyond so many states a graph is left unexplored, unless a bound is given: nobody tests an implementation with the paths that it takes. */
export const USUAL_MOST_STATES = 200_000;

/** A path by the numbers of leaves, counted from 0 in the order of processes and choices. */
export interface Way {
  readonly initial: Int32Array;
  readonly leaves: readonly number[];
}

/** Paths that together cover a model. */
export interface FoundPaths {
  readonly composed: ComposedModel;
  readonly cover: Cover;
  /** How many steps, or transitions, they cover: all that were explored. */
  readonly goals: number;
  /** Why there may be more to cover; undefined where the whole graph was explored. */
  readonly reason: string | undefined;
  readonly ways: readonly Way[];
}

/** Explores a model and finds few paths that cover it. @throws SpecError as `check` does */
export async function findPaths(model: Model, { cover = "steps", longest, ...options }: PathOptions): Promise<FoundPaths> {
  if (!COVERS.includes(cover)) throw new SpecError("FL302", `there is nothing called '${cover}' to cover`, `cover one of: ${COVERS.join(", ")}`);
  const { composed, graph, result } = await exploreGraph(model, { maxStates: USUAL_MOST_STATES, ...options });
  const ways = new WayGraph(graph);
  const goals = cover === "steps" ? stepGoals(composed, graph, ways) : edgeGoals(ways);
  const paths = coverGoals(ways, goals, longest);
  return { composed, cover, goals: goals.count, reason: result.reason, ways: paths.map((path) => wayOf(ways, graph, path)) };
}

/** Each edge is a goal. */
function edgeGoals({ edges }: WayGraph): Goals {
  return { of: Int32Array.from({ length: edges }, (_, edge) => edge), count: edges };
}

/** Each control state from which an edge leads is a goal. */
function stepGoals({ processes }: ComposedModel, explored: StateGraph, { edges, from, movers, states }: WayGraph): Goals {
  const numbers = new Map<string, number>();
  let state = -1;
  let slots = new Int32Array();
  const of = new Int32Array(edges);
  for (let edge = 0; edge < edges; edge++) {
    if (from.at(edge) !== state) {
      state = from.at(edge);
      slots = Int32Array.from(explored.read(states[state] as number));
    }
    const mover = movers.at(edge);
    const key = `${mover} ${slots[processes[mover]?.slot as number]}`;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    of[edge] = numbers.get(key) as number;
  }
  return { of, count: numbers.size };
}

/** A path by the leaves that its edges are. */
export function wayOf(graph: WayGraph, explored: StateGraph, path: readonly number[]): Way {
  const first = graph.states[graph.from.at(path[0] as number)] as number;
  return { initial: Int32Array.from(explored.read(first)), leaves: path.map((edge) => graph.leaves.at(edge)) };
}
