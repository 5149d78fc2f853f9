/** A graph that is asked state by state. States are numbered level by level, breadth first. */
export interface LayeredGraph {
  /** The first state of each breadth-first level. */
  readonly levels: readonly number[];
  /** The initial states in the order of the initial rule, where they are not numbered in that order. */
  readonly initial?: readonly number[] | undefined;
  /**
   * Visits the edges of an expanded state, in the order of processes and choices: the target, negative if there is none, the process that takes the edge, and which process that
   * is in the target, where another one: see `Orbits`.
   */
  edges(state: number, visit: (target: number, mover: number, arrived?: number) => void): void;
  /** How many surprises each of a state's edges is, in their order; nothing where none is. Absent if no edge of the graph is one. */
  readonly surprises?: ((state: number) => readonly number[]) | undefined;
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

/** Surprises are counted at a state of the specification's own making, which takes time: beyond so many, order decides alone. */
const MOST_NODES = 50_000;

/** An edge with which some path of the fewest switches goes on. */
interface Continuation {
  readonly leaf: number;
  readonly target: number;
  /** In the target: the process that led there. */
  readonly mover: number;
  readonly surprises: number;
}

/** A place on paths of the fewest switches: a state, and the process that led there. */
interface Node {
  readonly state: number;
  readonly mover: number;
  readonly edges: readonly Continuation[];
  /** The fewest surprises from here to an end, and the first edge of a path that has them. */
  fewest: number;
  best: Continuation | undefined;
}

const NOBODY = -1;

/**
 * Of all shortest paths to an end, those with the fewest context switches; of those, the ones with the fewest surprising choices, unless there are
 * more than {@link MOST_NODES} places on them; and of those the first in the order of initial states, processes and choices. It does not depend on how the states of a level are numbered.
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

  /** From the first initial state that costs least, always the first edge that costs least. */
  path(): Path {
    const first = this.fewest.subarray(0, this.graph.levels[1] ?? this.size);
    const order = this.graph.initial ?? Array.from(first, (_, state) => state);
    const least = order.reduce((fewest, state) => Math.min(fewest, first[state] ?? UNREACHED), UNREACHED);
    const candidates = order.filter((state) => first[state] === least);
    const nodes = this.graph.surprises && this.nodes(candidates);
    return nodes === undefined
      ? this.follow(candidates[0] as number, (state, mover, at) => this.continuations(state, mover, at)[0])
      : this.leastSurprising(candidates, nodes);
  }

  private leastSurprising(candidates: readonly number[], nodes: readonly ReadonlyMap<number, Node>[]): Path {
    const nodeOf = (state: number, mover: number, at: number): Node | undefined => nodes[at]?.get(keyOf(state, mover));
    for (let at = nodes.length - 1; at >= 0; at--) {
      for (const node of (nodes[at] as ReadonlyMap<number, Node>).values()) {
        for (const edge of node.edges) {
          const surprises = edge.surprises + (nodeOf(edge.target, edge.mover, at + 1)?.fewest ?? 0);
          if (surprises < node.fewest) [node.fewest, node.best] = [surprises, edge];
        }
      }
    }
    const costs = candidates.map((state) => nodeOf(state, NOBODY, 0)?.fewest ?? 0);
    return this.follow(candidates[costs.indexOf(Math.min(...costs))] as number, (state, mover, at) => nodeOf(state, mover, at)?.best);
  }

  /** Takes one edge after the other, for as long as a path is. */
  private follow(initial: number, next: (state: number, mover: number, at: number) => Continuation | undefined): Path {
    const leaves: number[] = [];
    let last = initial;
    let by = NOBODY;
    for (let at = 0; at < this.steps; at++) {
      const { leaf, target, mover } = next(last, by, at) as Continuation;
      leaves.push(leaf);
      by = mover;
      if (at < this.level) last = target;
    }
    return { initial, leaves, last };
  }

  /** All places on paths of the fewest switches, by how far they are from the initial states; nothing if they are too many. */
  private nodes(candidates: readonly number[]): readonly ReadonlyMap<number, Node>[] | undefined {
    const nodes: Map<number, Node>[] = [];
    let count = 0;
    let reached = new Map(candidates.map((state) => [keyOf(state, NOBODY), { state, mover: NOBODY }]));
    for (let at = 0; at < this.steps; at++) {
      count += reached.size;
      if (count > MOST_NODES) return undefined;
      const here = new Map<number, Node>();
      const further: typeof reached = new Map();
      for (const [key, { state, mover }] of reached) {
        const edges = this.continuations(state, mover, at);
        here.set(key, { state, mover, edges, fewest: Number.POSITIVE_INFINITY, best: undefined });
        for (const edge of edges) further.set(keyOf(edge.target, edge.mover), { state: edge.target, mover: edge.mover });
      }
      nodes.push(here);
      reached = further;
    }
    return nodes;
  }

  /** The edges with which a path of the fewest switches goes on from a state to which a process led. */
  private continuations(state: number, mover: number, at: number): readonly Continuation[] {
    const surprises = this.graph.surprises?.(state) ?? [];
    let least = UNREACHED;
    let found: Continuation[] = [];
    let leaf = 0;
    this.price(state, at, (switches, target, by, arrived) => {
      const cost = switches + (mover === NOBODY || by === mover ? 0 : 1);
      if (cost < least) [least, found] = [cost, []];
      if (cost === least && switches < UNREACHED) found.push({ leaf, target, mover: arrived, surprises: surprises[leaf] ?? 0 });
      leaf++;
    });
    return found;
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
  private price(state: number, at: number, visit: (switches: number, target: number, mover: number, arrived: number) => void): void {
    const { graph, fewest, movers, size, level } = this;
    const lastLeaves = this.lastLeaves.get(state);
    const nextLevel = graph.levels[at + 1] as number;
    let leaf = 0;
    graph.edges(state, (target, mover, arrived = mover) => {
      const isLast = at === level && lastLeaves?.has(leaf++) === true;
      if (at === level) visit(isLast ? 0 : UNREACHED, target, mover, arrived);
      else if (target < nextLevel || target >= size || (fewest[target] as number) >= UNREACHED) visit(UNREACHED, target, mover, arrived);
      else visit((fewest[target] as number) + (((movers[target] as number) >>> arrived) & 1 ? 0 : 1), target, mover, arrived);
    });
  }
}

function keyOf(state: number, mover: number): number {
  return state * 32 + mover + 1;
}
