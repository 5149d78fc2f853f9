import { initialStatesInOrder } from "../../engine/search/initialStatesInOrder.js";
import { Row } from "../../engine/search/row.js";
import type { StateGraph } from "../../engine/search/stateGraph.js";

/** An edge that first leads to an initial state: none. */
const NONE = -1;

/**
 * An explored graph to find ways in. States are numbered breadth first, from the initial ones in the order of their slots and along edges in the order of processes and
 * choices: alike for every engine. Leaves without a successor are no edges.
 */
export class WayGraph {
  /** By edge: the state that it leaves and the one that it leads to, the process that takes it, and which leaf of its state it is. */
  readonly from = new Row(Int32Array);
  readonly to = new Row(Int32Array);
  readonly movers = new Row(Uint8Array);
  readonly leaves = new Row(Int32Array);
  /** By state: its first edge; one more entry than states. */
  readonly firstEdge = new Row(Int32Array);
  /** By state: its number in the explored graph. */
  readonly states: number[];
  /** By state: how many edges a shortest way to it has, and the last of them. */
  readonly distance = new Row(Int32Array);
  private readonly lastEdge = new Row(Int32Array);

  constructor(graph: StateGraph) {
    this.states = [...initialStatesInOrder(graph)];
    const numbers = new Int32Array(graph.states).fill(NONE);
    for (const [number, state] of this.states.entries()) numbers[state] = number;
    for (let state = 0; state < this.states.length; state++) this.reach(0, NONE);
    for (let state = 0; state < this.states.length; state++) {
      this.firstEdge.push(this.edges);
      const explored = this.states[state] as number;
      if (explored < graph.expanded) graph.edges(explored, (target, mover, leaf) => this.add(numbers, state, target, mover, leaf));
    }
    this.firstEdge.push(this.edges);
  }

  get edges(): number {
    return this.from.length;
  }

  /** The edges of a shortest way from an initial state to a state. */
  wayTo(state: number): number[] {
    const way: number[] = [];
    for (let edge = this.lastEdge.at(state); edge !== NONE; edge = this.lastEdge.at(this.from.at(edge))) way.push(edge);
    return way.reverse();
  }

  private add(numbers: Int32Array, state: number, target: number, mover: number, leaf: number): void {
    if (target < 0) return;
    if (numbers[target] === NONE) {
      numbers[target] = this.states.push(target) - 1;
      this.reach(this.distance.at(state) + 1, this.edges);
    }
    this.from.push(state);
    this.to.push(numbers[target] as number);
    this.movers.push(mover);
    this.leaves.push(leaf);
  }

  private reach(distance: number, edge: number): void {
    this.distance.push(distance);
    this.lastEdge.push(edge);
  }
}
