import { Row } from "./row.js";

/** The target of a leaf that broke a rule of the language: it has no successor. */
export const NOWHERE = -1;

/** The explored graph. States are numbered in breadth-first order; an edge is a leaf of a step, in the order of processes and choices. */
export class Graph {
  /** The first state of each breadth-first level. */
  readonly levels: number[] = [];
  /** Where the edges of a state begin; one more entry than expanded states. */
  readonly firstEdge = new Row(Int32Array);
  readonly targets = new Row(Int32Array);
  /** The process that takes an edge. */
  readonly movers = new Row(Uint8Array);
  /** How copies are renumbered along an edge, as the search numbers that; empty where they are not. */
  readonly turns = new Row(Int32Array);
  /** One bit a process: it is enabled here, or at an end. */
  readonly able = new Row(Int32Array);

  constructor() {
    this.firstEdge.push(0);
  }

  /** Memory that the graph takes, in bytes. */
  get bytes(): number {
    return [this.firstEdge, this.targets, this.movers, this.turns, this.able].reduce((sum, row) => sum + row.bytes, 0);
  }

  /** Visits the edges of an expanded state, in the order of processes and choices. */
  edges(state: number, visit: (target: number, mover: number) => void): void {
    const end = this.firstEdge.at(state + 1);
    for (let edge = this.firstEdge.at(state); edge < end; edge++) visit(this.targets.at(edge), this.movers.at(edge));
  }

  edge(target: number, mover: number, turn?: number): void {
    this.targets.push(target);
    this.movers.push(mover);
    if (turn !== undefined) this.turns.push(turn);
  }

  /** Ends the edges of the state that is expanded now. */
  expanded(able: number): void {
    this.able.push(able);
    this.firstEdge.push(this.targets.length);
  }
}

/**
 * The states of the earliest level in which a process stands before a step that no reachable future enables. That is more than
 * "nobody can move": daemons and other processes that run on do not hide it.
 */
export function stuckStates(graph: Graph, process: number): { readonly states: readonly number[]; readonly level: number } {
  const saved = futureEnables(graph, process);
  const { levels } = graph;
  for (let level = 0; level < levels.length; level++) {
    const states: number[] = [];
    for (let state = levels[level] as number; state < (levels[level + 1] ?? saved.length); state++) if (saved[state] === 0) states.push(state);
    if (states.length > 0) return { states, level };
  }
  return { states: [], level: Number.POSITIVE_INFINITY };
}

/** Marks the states in which a process is able to move or at an end, and those from which such a state can be reached. */
function futureEnables(graph: Graph, process: number): Uint8Array {
  const states = graph.able.length;
  const saved = new Uint8Array(states);
  const queue: number[] = [];
  for (let state = 0; state < states; state++) {
    if ((graph.able.at(state) >>> process) & 1) saved[state] = queue.push(state) && 1;
  }
  if (queue.length === states) return saved;
  const { first, from } = reverse(graph);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge++) {
      const before = from[edge] as number;
      if (saved[before] === 0) saved[before] = queue.push(before) && 1;
    }
  }
  return saved;
}

/** The graph's edges, sorted by their target. */
function reverse({ able, firstEdge, targets }: Graph): { readonly first: Int32Array; readonly from: Int32Array } {
  const first = new Int32Array(able.length + 2);
  for (let edge = 0; edge < targets.length; edge++) if (targets.at(edge) !== NOWHERE) first[targets.at(edge) + 2]++;
  for (let state = 2; state < first.length; state++) first[state] = (first[state] as number) + (first[state - 1] as number);
  const from = new Int32Array(targets.length);
  for (let state = 0; state < able.length; state++) {
    for (let edge = firstEdge.at(state); edge < firstEdge.at(state + 1); edge++) {
      const target = targets.at(edge);
      if (target !== NOWHERE) from[first[target + 1]++] = state;
    }
  }
  return { first, from };
}
