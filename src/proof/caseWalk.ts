import { initialStatesInOrder } from "../engine/search/initialStatesInOrder.js";
import { Row } from "../engine/search/row.js";
import type { StateGraph } from "../engine/search/stateGraph.js";

/** A walk yields after so many places. */
const STRIDE = 1 << 10;

const NONE = -1;

/**
 * Which state can be reached from which initial state, by which shortest path: a breadth-first walk over places, each a state and the initial state that the run
 * began in. The graph has been explored to its end. Runs that began differently often meet in a state, so there are more places than states; most states are the place of one case.
 */
export class CaseWalk {
  /** The initial states, in the order of their slots: a case each. */
  readonly cases: readonly number[];
  private readonly states = new Row(Int32Array);
  private readonly begunIn = new Row(Int32Array);
  private readonly before = new Row(Int32Array);
  private readonly leaves = new Row(Int32Array);
  /** By state: its first place, or none. */
  private readonly first: Int32Array;
  /** By state: whether no process but a daemon moves on from it. */
  private readonly isStill: Uint8Array;
  /** The first places of other cases in the same state, by state and case. */
  private readonly others = new Map<number, number>();

  /** @param daemons by process */
  constructor(
    private readonly graph: StateGraph,
    private readonly daemons: readonly boolean[],
  ) {
    this.cases = initialStatesInOrder(graph);
    this.first = new Int32Array(graph.states).fill(NONE);
    this.isStill = new Uint8Array(graph.states);
  }

  /** How many places there are. */
  get size(): number {
    return this.states.length;
  }

  /** The state and the case of a place. */
  at(place: number): { readonly state: number; readonly begunIn: number } {
    return { state: this.states.at(place), begunIn: this.begunIn.at(place) };
  }

  /** Whether only daemons move on from a state: the others have ended there, or are stuck. */
  rests(state: number): boolean {
    return this.isStill[state] === 1;
  }

  /** Walks all of it; `yields` from time to time. Places are numbered as they are found: those of shorter paths first. */
  *run(): Generator<undefined, void, void> {
    const { graph, cases } = this;
    for (const [index, state] of cases.entries()) this.reach(state, index, NONE, NONE);
    for (let place = 0; place < this.size; place++) {
      const { state, begunIn } = this.at(place);
      this.isStill[state] = 1;
      graph.edges(state, (target, mover, leaf) => {
        if (this.daemons[mover] !== true) this.isStill[state] = 0;
        if (target >= 0) this.reach(target, begunIn, place, leaf);
      });
      if (place % STRIDE === 0) yield;
    }
  }

  /** Which leaf is taken in each state of a shortest path from the place's initial state to it. */
  leavesTo(place: number): readonly number[] {
    const path: number[] = [];
    for (let at = place; this.before.at(at) !== NONE; at = this.before.at(at)) path.push(this.leaves.at(at));
    return path.reverse();
  }

  private reach(state: number, begunIn: number, before: number, leaf: number): void {
    const known = this.first[state] as number;
    if (known === NONE) this.first[state] = this.size;
    else {
      if (this.begunIn.at(known) === begunIn) return;
      const key = begunIn * this.graph.states + state;
      if (this.others.has(key)) return;
      this.others.set(key, this.size);
    }
    this.states.push(state);
    this.begunIn.push(begunIn);
    this.before.push(before);
    this.leaves.push(leaf);
  }
}
