/** A graph that is asked state by state. States are numbered level by level, breadth first. */
export interface LayeredGraph {
  /** The first state of each breadth-first level. */
  readonly levels: readonly number[];
  /** The initial states in the order of the initial rule, where they are not numbered in that order. */
  readonly initial?: readonly number[] | undefined;
  /** Visits the edges of an expanded state, in the order of processes and choices: the target, negative if there is none, and the process that takes the edge. */
  edges(state: number, visit: (target: number, mover: number) => void): void;
}

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

const UNREACHED = 0xffff;

/**
 * Of all shortest paths to an end, the one with the fewest context switches, and of those the first in the order of initial states,
 * processes and choices. It does not depend on how the states of a level are numbered.
 * @param level the breadth-first level of the ends' states
 */
export function canonicalPath(graph: LayeredGraph, ends: readonly End[], level: number): Path {
  return new Layers(graph, ends, level).path();
}

/**
 * Dynamic programming from the ends towards the initial states: what it costs to go on from a state is `fewest` switches if the process that moved last
 * is among `movers`, and one more otherwise.
 */
class Layers {
  private readonly size: number;
  private readonly fewest: Uint16Array;
  /** One bit a process; all of them where a path may end. */
  private readonly movers: Int32Array;
  private readonly lastLeaves = new Map<number, Set<number>>();

  constructor(
    private readonly graph: LayeredGraph,
    ends: readonly End[],
    private readonly level: number,
  ) {
    this.size = ends.reduce((most, { state }) => Math.max(most, state + 1), 0);
    this.fewest = new Uint16Array(this.size).fill(UNREACHED);
    this.movers = new Int32Array(this.size);
    for (const { state, leaf } of ends) {
      if (leaf !== undefined) this.lastLeaves.set(state, (this.lastLeaves.get(state) ?? new Set()).add(leaf));
      else [this.fewest[state], this.movers[state]] = [0, -1];
    }
    for (let at = this.steps - 1; at >= 0; at--) this.settle(at);
  }

  /** From the initial state that costs least, always what costs least. */
  path(): Path {
    const { graph, fewest, steps, level } = this;
    const first = fewest.subarray(0, graph.levels[1] ?? this.size);
    const initial =
      graph.initial === undefined ? firstLeast(first) : (graph.initial[firstLeast(graph.initial.map((state) => first[state] ?? UNREACHED))] as number);
    let last = initial;
    const leaves: number[] = [];
    let mover = -1;
    for (let at = 0; at < steps; at++) {
      const costs: number[] = [];
      const edges: { readonly target: number; readonly mover: number }[] = [];
      this.price(last, at, (switches, target, by) => {
        costs.push(switches + (mover < 0 || by === mover ? 0 : 1));
        edges.push({ target, mover: by });
      });
      const leaf = firstLeast(costs);
      leaves.push(leaf);
      mover = (edges[leaf] as (typeof edges)[number]).mover;
      if (at < level) last = (edges[leaf] as (typeof edges)[number]).target;
    }
    return { initial, leaves, last };
  }

  /** Transitions of a path. */
  private get steps(): number {
    return this.level + (this.lastLeaves.size > 0 ? 1 : 0);
  }

  /** What it costs to go on from the states of a level. */
  private settle(at: number): void {
    const { graph, fewest, movers, size } = this;
    const end = Math.min(graph.levels[at + 1] ?? size, size);
    for (let state = graph.levels[at] as number; state < end; state++) {
      if (at === this.level && !this.lastLeaves.has(state)) continue;
      this.price(state, at, (switches, _, mover) => {
        if (switches >= UNREACHED || switches > (fewest[state] as number)) return;
        if (switches < (fewest[state] as number)) movers[state] = 0;
        fewest[state] = switches;
        movers[state] = (movers[state] as number) | (1 << mover);
      });
    }
  }

  /** Visits the edges out of a state of level `at` with the switches that come after each on the best shortest path that begins with it. */
  private price(state: number, at: number, visit: (switches: number, target: number, mover: number) => void): void {
    const { graph, fewest, movers, size, level } = this;
    const lastLeaves = this.lastLeaves.get(state);
    const nextLevel = graph.levels[at + 1] as number;
    let leaf = 0;
    graph.edges(state, (target, mover) => {
      const isLast = at === level && lastLeaves?.has(leaf++) === true;
      if (at === level) visit(isLast ? 0 : UNREACHED, target, mover);
      else if (target < nextLevel || target >= size || (fewest[target] as number) >= UNREACHED) visit(UNREACHED, target, mover);
      else visit((fewest[target] as number) + (((movers[target] as number) >>> mover) & 1 ? 0 : 1), target, mover);
    });
  }
}

/** The first position of a list at which it is least. */
function firstLeast(costs: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < costs.length; at++) if ((costs[at] as number) < (costs[best] as number)) best = at;
  return best;
}
