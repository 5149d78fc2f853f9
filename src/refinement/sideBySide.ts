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
import { type Standing, standingOf } from "./standing.js";

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
  /** By state of the model: how a run stands there, once that was asked. */
  private readonly standings: (Standing | undefined)[] = [];
  /** What the mapping was heard to name. */
  private readonly named = new Set<string>();

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
    const standing = this.standingAt(state);
    return standing === "going on" || this.possible.at(set).some((abstract) => this.abstract.standingOf(abstract) === standing);
  }

  read(state: number): Int32Array {
    return this.graph.read(state);
  }

  /** Why the abstract model could not follow. */
  explain({ last, beyond }: Divergence): Explanation {
    const { abstractModel, abstract, observations, possible } = this;
    const couldBegin = last.set !== IMPOSSIBLE;
    const standing = { standing: this.standingAt(last.state) };
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
    const seenAt = (of: number): Seen => only(this.named, observations.at(abstract.seenOf(of)));
    const isTold = (variable: string): boolean => refinement.abstractThrough !== undefined || this.named.has(variable);
    return { seen: seenAt(state), inside: insideOf(abstractModel, abstract.read(state), isTold), next: abstract.successors(state).map(seenAt) };
  }

  private standingAt(state: number): Standing {
    this.standings[state] ??= standingOf(this.model, this.read(state), this.canMove(state));
    return this.standings[state];
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
    const seen = this.observe(this.read(state));
    if (typeof seen === "object") for (const name of Object.keys(seen)) this.named.add(name);
    const number = this.observations.numberOf(seen);
    this.seen[state] = number + 1;
    return number;
  }
}

/** Those fields that a mapping names; the others are the abstract model's own affair. */
function only(names: ReadonlySet<string>, seen: Seen): Seen {
  if (typeof seen !== "object" || Array.isArray(seen)) return seen;
  return Object.fromEntries(Object.entries(seen).filter(([name]) => names.has(name)));
}
