import { canonicalPath, type End } from "../engine/search/canonicalPath.js";
import { Graph, NOWHERE } from "../engine/search/graph.js";
import { Row } from "../engine/search/row.js";
import type { StateGraph } from "../engine/search/stateGraph.js";
import { IMPOSSIBLE } from "./possibleStates.js";

/** What a product asks about the two models that it compares. */
export interface Comparison {
  /** The explored graph of the model. */
  readonly graph: StateGraph;
  /** The set of abstract states in which a run may begin whose first state is this. */
  initially(state: number): number;
  /** The set of abstract states after a transition of the model to this state. */
  after(set: number, state: number): number;
  /** Whether the model's run may stand in this state as it does, if the abstract model is in one of these. */
  mayStand(state: number, set: number): boolean;
}

/** Where the abstract model could not follow: a shortest run of the model up to there. */
export interface Divergence {
  /** The first state of the run, and which leaf is taken in each state. */
  readonly initial: number;
  readonly leaves: readonly number[];
  /** The last state that the abstract model could follow to, and the set of states in which it may be there. */
  readonly last: { readonly state: number; readonly set: number };
  /** The state that it could not follow to; none if it could not begin, or not stand as the model does. */
  readonly beyond: number | undefined;
}

/**
 * The model and its abstract model side by side, breadth first: pairs of a state and the set of abstract states that what was seen on the way there
 * leaves possible. It ends with the level in which no abstract state is possible any more.
 */
export class Product {
  private readonly graph = new Graph();
  private readonly states = new Row(Int32Array);
  private readonly sets = new Row(Int32Array);
  private readonly numbers = new Map<number, number>();
  private readonly ends: End[] = [];
  private expanded = 0;

  constructor(private readonly comparison: Comparison) {}

  /** How many pairs there are. */
  get size(): number {
    return this.states.length;
  }

  /** Explores it; `yields` after each `stride` pairs. */
  *run(initial: readonly number[], stride: number): Generator<undefined, Divergence | undefined, void> {
    const { graph, comparison } = this;
    for (const state of initial) this.add(state, comparison.initially(state));
    graph.levels.push(0, this.size);
    for (let level = 0; this.expanded < this.size; level++) {
      this.findBadStands();
      if (this.ends.length > 0) return this.divergence(level);
      while (this.expanded < (graph.levels[level + 1] as number)) {
        this.expand(this.expanded++);
        if (this.expanded % stride === 0) yield;
      }
      if (this.ends.length > 0) return this.divergence(level);
      graph.levels.push(this.size);
    }
    return undefined;
  }

  /** In the level that is expanded next: pairs that no run of the abstract model leads to, or where it would have to go on. */
  private findBadStands(): void {
    for (let pair = this.expanded; pair < this.size; pair++) {
      const set = this.sets.at(pair);
      if (set === IMPOSSIBLE || !this.comparison.mayStand(this.states.at(pair), set)) this.ends.push({ state: pair });
    }
  }

  private expand(pair: number): void {
    const { graph, comparison } = this;
    const state = this.states.at(pair);
    if (state < comparison.graph.expanded) {
      comparison.graph.edges(state, (target, mover, leaf) => {
        const set = target < 0 ? IMPOSSIBLE : comparison.after(this.sets.at(pair), target);
        graph.edge(set === IMPOSSIBLE ? NOWHERE : this.add(target, set), mover);
        if (target >= 0 && set === IMPOSSIBLE) this.ends.push({ state: pair, leaf });
      });
    }
    graph.expanded(0);
  }

  private add(state: number, set: number): number {
    const key = set * this.comparison.graph.states + state;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.size);
    this.states.push(state);
    this.sets.push(set);
    return this.size - 1;
  }

  private divergence(level: number): Divergence {
    const { graph, states, sets, ends, comparison } = this;
    const { initial, leaves, last } = canonicalPath(graph, ends, level);
    let beyond: number | undefined;
    if (leaves.length > level) {
      comparison.graph.edges(states.at(last), (target, _, leaf) => {
        if (leaf === leaves.at(-1)) beyond = target;
      });
    }
    return { initial: states.at(initial), leaves, last: { state: states.at(last), set: sets.at(last) }, beyond };
  }
}
