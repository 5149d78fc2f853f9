import { Graph, NOWHERE } from "../search/graph.js";
import { Row } from "../search/row.js";

/** A graph in the numbers of a breadth-first search, and which state has which of them. */
export interface BreadthFirst {
  readonly graph: Graph;
  readonly states: readonly number[];
}

/** The edges of a graph whose states are expanded in whatever order. */
export class EdgeLog {
  private readonly order = new Row(Int32Array);
  private readonly firstEdge = new Row(Int32Array);
  private readonly targets = new Row(Int32Array);
  private readonly movers = new Row(Uint8Array);
  private readonly able = new Row(Int32Array);

  get bytes(): number {
    return [this.order, this.firstEdge, this.targets, this.movers, this.able].reduce((sum, row) => sum + row.bytes, 0);
  }

  /** An edge of the state that is expanded now; `target` is negative where a leaf has no successor. */
  edge(target: number, mover: number): void {
    this.targets.push(target);
    this.movers.push(mover);
  }

  /** Ends the edges of `state`, which is expanded now. */
  expanded(state: number, able: number): void {
    this.order.push(state);
    this.firstEdge.push(this.targets.length);
    this.able.push(able);
  }

  /** The same graph as a breadth-first search would have found it, once every state is expanded: numbered level by level, as the engines do. */
  breadthFirst(initialStates: number): BreadthFirst {
    const graph = new Graph();
    const numbers = new Int32Array(this.order.length).fill(NOWHERE);
    const expansions = this.inverse();
    const states = Array.from({ length: initialStates }, (_, state) => state);
    for (const state of states) numbers[state] = state;
    const numberOf = (state: number): number => {
      if (numbers[state] === NOWHERE) numbers[state] = states.push(state) - 1;
      return numbers[state] as number;
    };
    graph.levels.push(0, initialStates);
    for (let at = 0; at < states.length; at++) {
      if (at === graph.levels.at(-1)) graph.levels.push(states.length);
      const expansion = expansions[states[at] as number] as number;
      const first = expansion === 0 ? 0 : this.firstEdge.at(expansion - 1);
      for (let edge = first; edge < this.firstEdge.at(expansion); edge++) {
        const target = this.targets.at(edge);
        graph.edge(target < 0 ? NOWHERE : numberOf(target), this.movers.at(edge));
      }
      graph.expanded(this.able.at(expansion));
    }
    return { graph, states };
  }

  /** As which of all each state was expanded. */
  private inverse(): Int32Array {
    const expansions = new Int32Array(this.order.length);
    for (let at = 0; at < expansions.length; at++) expansions[this.order.at(at)] = at;
    return expansions;
  }
}
