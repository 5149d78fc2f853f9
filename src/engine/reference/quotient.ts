import type { ComposedModel } from "../../language/compose.js";
import { Graph, NOWHERE, stuckStates } from "../search/graph.js";
import { Orbits, type Renumbering } from "../search/orbits.js";

/** Where a process is stuck for good: the earliest level that has such states, and those. */
export type Stuck = ReturnType<typeof stuckStates>;

/** A graph of representatives: what else it takes, beside the graph, to know who is who. */
export class Quotient {
  readonly orbits: Orbits;
  /** The renumberings along edges, each once. */
  private readonly turns: Renumbering[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(
    model: ComposedModel,
    private readonly graph: Graph,
  ) {
    this.orbits = new Orbits(model);
  }

  /** Puts the representative in the place of a state; returns the number of the renumbering that leads there. */
  represent(slots: Int32Array): number {
    const turn = this.orbits.represent(slots);
    const key = turn.join(";");
    const known = this.numbers.get(key) ?? this.turns.push(turn) - 1;
    this.numbers.set(key, known);
    return known;
  }

  /** Visits the edges of a state with the process that takes each, and with the one that it is in the target. */
  edges(state: number, visit: (target: number, mover: number, arrived: number) => void): void {
    const { graph } = this;
    const end = graph.firstEdge.at(state + 1);
    for (let edge = graph.firstEdge.at(state); edge < end; edge++) {
      const mover = graph.movers.at(edge);
      visit(graph.targets.at(edge), mover, this.after(mover, edge));
    }
  }

  /** By process: where it is stuck. A copy is followed from one representative to the next, with each of which it may change its number. */
  stuck(processes: number): readonly Stuck[] {
    const found = Array.from({ length: processes }, (_, process) => stuckStates(this.graph, process));
    for (const { processes: byCopy } of this.orbits.sets) {
      for (const role of (byCopy[0] as readonly number[]).keys()) {
        const twins = byCopy.map((own) => own[role] as number);
        const { states, level } = stuckStates(this.following(twins), 0);
        for (const [number, process] of twins.entries()) {
          found[process] = { level, states: states.filter((place) => place % twins.length === number).map((place) => Math.floor(place / twins.length)) };
        }
      }
    }
    return found;
  }

  /** The graph of pairs of a state and a copy in it, which is able as the only process. */
  private following(twins: readonly number[]): Graph {
    const { graph } = this;
    const pairs = new Graph();
    pairs.levels.push(...graph.levels.map((first) => first * twins.length));
    for (let state = 0; state < graph.able.length; state++) {
      for (const process of twins) {
        for (let edge = graph.firstEdge.at(state); edge < graph.firstEdge.at(state + 1); edge++) {
          const target = graph.targets.at(edge);
          pairs.edge(target === NOWHERE ? NOWHERE : target * twins.length + twins.indexOf(this.after(process, edge)), 0);
        }
        pairs.expanded((graph.able.at(state) >>> process) & 1);
      }
    }
    return pairs;
  }

  private after(process: number, edge: number): number {
    return this.graph.targets.at(edge) === NOWHERE ? process : this.orbits.processAfter(process, this.turns[this.graph.turns.at(edge)] as Renumbering);
  }
}
