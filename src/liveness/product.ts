import type { Automaton, Transition } from "./automaton.js";
import type { RunGraph } from "./runGraph.js";

/** The letters of a word that a run spells: bits of atoms, some of its states, some of its edges. */
export interface Letters {
  readonly ofState: Int32Array;
  /** By kind of edge. */
  readonly ofKind: Int32Array;
}

const NOBODY = -1;

/**
 * The part of graph times automaton that can be reached. Nodes are numbered in breadth-first order, from the initial states in their order, along the
 * edges in theirs: so numbers, and whatever is chosen by them, do not depend on how the states are numbered. What follows a node is found again when it is
 * asked for: a cursor counts pairs of an edge of its state and a transition of its automaton state.
 */
export class Product {
  /** By node: state times automaton states plus automaton state. */
  private readonly pairs: Int32Array;
  private readonly nodeOf: Int32Array;
  private readonly width: number;
  /** By node: the one from which it was reached first. */
  readonly parents: Int32Array;
  nodes = 0;

  /** @throws RangeError if there is no memory for it */
  constructor(
    readonly graph: RunGraph,
    readonly automaton: Automaton,
    readonly letters: Letters,
  ) {
    this.width = automaton.transitions.length;
    const size = graph.states * this.width;
    if (size >= 2 ** 31) throw new RangeError(`${size} pairs of states`);
    this.nodeOf = new Int32Array(size).fill(NOBODY);
    this.pairs = new Int32Array(size);
    this.parents = new Int32Array(size);
    for (const state of graph.initial) this.reach(state * this.width, NOBODY);
  }

  /** Explores; `yields` after so many nodes, to let others work. */
  *explore(stride: number): Generator<undefined, void, void> {
    for (let node = 0; node < this.nodes; node++) {
      const end = this.cursors(node);
      for (let cursor = 0; cursor < end; cursor++) {
        const pair = this.pairAfter(node, cursor);
        if (pair !== NOBODY) this.reach(pair, node);
      }
      if (node % stride === stride - 1) yield;
    }
  }

  /** How many cursors a node has. */
  cursors(node: number): number {
    const pair = this.pairs[node] as number;
    return this.edges(Math.floor(pair / this.width)) * this.transitionsOf(pair).length;
  }

  /** The node that a cursor leads to; -1 if it leads nowhere. */
  target(node: number, cursor: number): number {
    const pair = this.pairAfter(node, cursor);
    return pair === NOBODY ? NOBODY : (this.nodeOf[pair] as number);
  }

  stateOf(node: number): number {
    return Math.floor((this.pairs[node] as number) / this.width);
  }

  /** The actions that the state of a node enables. */
  enabledAt(node: number): ReadonlySet<number> {
    const { enabledKinds, enabledBy } = this.graph;
    return enabledBy[enabledKinds[this.stateOf(node)] as number] as ReadonlySet<number>;
  }

  /** The actions that a cursor takes. */
  takenBy(node: number, cursor: number): ReadonlySet<number> {
    const { edgeKinds, actionsOf } = this.graph;
    return actionsOf[edgeKinds[this.edgeOf(node, cursor)] as number] as ReadonlySet<number>;
  }

  /** The edge of the graph that a cursor takes. */
  edgeOf(node: number, cursor: number): number {
    const pair = this.pairs[node] as number;
    return (this.graph.firstEdge[Math.floor(pair / this.width)] as number) + Math.floor(cursor / this.transitionsOf(pair).length);
  }

  /** The acceptance sets, as bits, that a cursor belongs to. */
  acceptsOf(node: number, cursor: number): number {
    const transitions = this.transitionsOf(this.pairs[node] as number);
    return (transitions[cursor % transitions.length] as Transition).accepts;
  }

  private edges(state: number): number {
    const { firstEdge } = this.graph;
    return (firstEdge[state + 1] as number) - (firstEdge[state] as number);
  }

  private transitionsOf(pair: number): readonly Transition[] {
    return this.automaton.transitions[pair % this.width] as readonly Transition[];
  }

  private pairAfter(node: number, cursor: number): number {
    const { graph, letters, width } = this;
    const pair = this.pairs[node] as number;
    const state = Math.floor(pair / width);
    const transitions = this.transitionsOf(pair);
    const edge = (graph.firstEdge[state] as number) + Math.floor(cursor / transitions.length);
    const target = graph.targets[edge] as number;
    if (target < 0) return NOBODY;
    const letter = (letters.ofState[state] as number) | (letters.ofKind[graph.edgeKinds[edge] as number] as number);
    const { must, mustNot, target: next } = transitions[cursor % transitions.length] as Transition;
    return (letter & must) === must && (letter & mustNot) === 0 ? target * width + next : NOBODY;
  }

  private reach(pair: number, from: number): void {
    if (this.nodeOf[pair] !== NOBODY) return;
    this.nodeOf[pair] = this.nodes;
    this.pairs[this.nodes] = pair;
    this.parents[this.nodes++] = from;
  }
}
