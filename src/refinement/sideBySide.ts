import type { StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { Refinement, Seen } from "../language/index.js";
import { type AbstractState, insideOf } from "./abstractState.js";
import { AbstractStates } from "./abstractStates.js";
import { type Explanation, explainDivergence } from "./explainDivergence.js";
import { Observations } from "./observations.js";
import { type Observer, observerOf, variablesOf } from "./observer.js";
import { IMPOSSIBLE, PossibleStates } from "./possibleStates.js";
import type { Comparison, Divergence } from "./product.js";
import { standingOf } from "./standing.js";

/** A model and its abstract model, compared by what can be seen of both. */
export class SideBySide implements Comparison {
  /** Whether a transition changed what can be seen: else nothing was put to the test. */
  hasMoved = false;
  private readonly observations = new Observations();
  private readonly observe: Observer;
  private readonly abstract: AbstractStates;
  private readonly possible: PossibleStates;
  /** By state of the model: the number of what is seen of it, plus one. */
  private readonly seen: Int32Array;

  constructor(
    private readonly model: ComposedModel,
    private readonly abstractModel: ComposedModel,
    private readonly refinement: Refinement,
    readonly graph: StateGraph,
  ) {
    const { through, abstractThrough } = refinement;
    this.observe = observerOf(model, through);
    const observeAbstract = abstractThrough === undefined ? variablesOf(abstractModel) : observerOf(abstractModel, abstractThrough);
    this.abstract = new AbstractStates(abstractModel, observeAbstract, this.observations);
    this.possible = new PossibleStates(this.abstract, this.observations);
    this.seen = new Int32Array(graph.states);
  }

  /** How many abstract states it took. */
  get abstractStates(): number {
    return this.abstract.size;
  }

  /** In the order of their slots, which is nobody's numbering. */
  initialStates(): readonly number[] {
    const states = Array.from({ length: this.graph.initialStates }, (_, state) => ({ state, slots: this.read(state) }));
    return states.sort((a, b) => compareRows(a.slots, b.slots)).map(({ state }) => state);
  }

  initially(state: number): number {
    return this.possible.initially(this.seenOf(state));
  }

  after(set: number, state: number): number {
    const next = this.possible.after(set, this.seenOf(state));
    this.hasMoved ||= next !== set;
    return next;
  }

  mayStand(state: number, set: number): boolean {
    if (this.refinement.ends !== true || state >= this.graph.expanded) return true;
    const standing = standingOf(this.model, this.read(state), this.canMove(state));
    return standing === "going on" || this.possible.at(set).some((abstract) => this.abstract.standingOf(abstract) === standing);
  }

  read(state: number): Int32Array {
    return Int32Array.from(this.graph.read(state));
  }

  /** Why the abstract model could not follow. */
  explain({ last, beyond }: Divergence): Explanation {
    const { model, abstractModel, abstract, observations, possible } = this;
    const couldBegin = last.set !== IMPOSSIBLE;
    const standing = { standing: standingOf(model, this.read(last.state), this.canMove(last.state)) };
    const states = couldBegin ? [...possible.at(last.set)] : abstract.initial;
    return explainDivergence({
      name: abstractModel.model.name,
      before: observations.at(this.seenOf(last.state)),
      next: beyond !== undefined ? { seen: observations.at(this.seenOf(beyond)) } : couldBegin ? standing : undefined,
      abstract: states.map((state) => this.told(state)),
    });
  }

  private told(state: number): AbstractState {
    const { abstract, abstractModel, observations, refinement } = this;
    const seenAt = (of: number): Seen => observations.at(abstract.seenOf(of));
    const seen = seenAt(state);
    const named = Object.keys(observations.at(this.seenOf(0)) ?? {});
    const isTold = (variable: string): boolean => refinement.abstractThrough !== undefined || named.includes(variable);
    return { seen, inside: insideOf(abstractModel, abstract.read(state), isTold), next: abstract.successors(state).map(seenAt) };
  }

  private canMove(state: number): boolean {
    let moves = false;
    this.graph.edges(state, (target) => {
      moves ||= target >= 0;
    });
    return moves;
  }

  private seenOf(state: number): number {
    const known = this.seen[state] as number;
    if (known > 0) return known - 1;
    const number = this.observations.numberOf(this.observe(this.read(state)));
    this.seen[state] = number + 1;
    return number;
  }
}

function compareRows(a: Int32Array, b: Int32Array): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
