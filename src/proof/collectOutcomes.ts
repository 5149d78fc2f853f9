import { Stepper } from "../engine/interpreter/stepper.js";
import type { SearchResult } from "../engine/result.js";
import type { StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { OutcomeView, Seen } from "../language/index.js";
import { CaseWalk } from "./caseWalk.js";
import { initialKey } from "./initialKey.js";
import type { CaseOutcome, OutcomeCase, OutcomeTable } from "./outcomeTable.js";

/** What an outcome is, apart from the case and the run that led to it. */
type Projected = Pick<CaseOutcome, "key" | "comes" | "damage">;

/**
 * Every outcome of every case on a graph that was explored: an outcome is what can be told of a state in which every process that is no daemon has ended. Daemons may still
 * move on from there; what they come to counts as well. Where a process is stuck, or a run never ends, there is none.
 */
export function* collectOutcomes(model: ComposedModel, graph: StateGraph, found: SearchResult, view: OutcomeView): Generator<undefined, OutcomeTable, void> {
  const walk = new CaseWalk(
    graph,
    model.processes.map(({ daemon }) => daemon),
  );
  yield* walk.run();
  const projection = new Projection(model, graph, view);
  const outcomes = new Map<string, CaseOutcome>();
  for (let place = 0; place < walk.size; place++) {
    const { state, begunIn } = walk.at(place);
    const projected = walk.rests(state) ? projection.of(state) : undefined;
    if (projected === undefined) continue;
    const pair = `${begunIn} ${projected.key}`;
    if (!outcomes.has(pair)) outcomes.set(pair, { begunIn, ...projected, leaves: walk.leavesTo(place) });
    if (outcomes.size % STRIDE === 0) yield;
  }
  const cases = walk.cases.map((state) => projection.caseOf(state));
  return { cases, outcomes: [...outcomes.values()], violatedFrom: violatedFrom(model, graph, found, walk) };
}

const STRIDE = 1 << 10;

/** Looks at states through a view, at each last state once. */
class Projection {
  private readonly stepper: Stepper;
  private readonly known = new Map<number, Projected | undefined>();

  constructor(
    private readonly model: ComposedModel,
    private readonly graph: StateGraph,
    private readonly view: OutcomeView,
  ) {
    this.stepper = new Stepper(model);
  }

  /** Nothing for a state in which somebody has yet to end. */
  of(state: number): Projected | undefined {
    if (this.known.has(state)) return this.known.get(state);
    const slots = this.graph.read(state);
    const projected = this.hasEnded(slots) ? this.project(slots) : undefined;
    this.known.set(state, projected);
    return projected;
  }

  caseOf(state: number): OutcomeCase {
    const slots = this.graph.read(state);
    return { key: initialKey(this.model, slots), given: this.view.given(this.stepper.look(slots), this.model.parameters) };
  }

  private hasEnded(slots: Int32Array): boolean {
    return this.model.processes.every(({ daemon, states, slot }) => daemon || states[slots[slot] as number]?.body === undefined);
  }

  private project(slots: Int32Array): Projected {
    const { view, model } = this;
    const s = this.stepper.look(slots);
    return { key: textOf(view.exact(s, model.parameters)), comes: view.comes(s, model.parameters), damage: view.damage(s, model.parameters) };
  }
}

function textOf(seen: Seen): string {
  return JSON.stringify(seen, (_, value) => (value === undefined ? null : value)) ?? "";
}

/** Of each violated property that states have: in how many cases a run can come to such a state. */
function violatedFrom(model: ComposedModel, graph: StateGraph, found: SearchResult, walk: CaseWalk): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [index, { name, kind }] of (model.model.properties ?? []).entries()) {
    const isViolated = found.properties.some((property) => property.name === name && property.verdict === "violated");
    if (!isViolated || (kind !== "always" && kind !== "never")) continue;
    const fails = Uint8Array.from({ length: graph.states }, (_, state) => (graph.holds(index, state) === (kind === "never") ? 1 : 0));
    const cases = new Set<number>();
    for (let place = 0; place < walk.size; place++) {
      const { state, begunIn } = walk.at(place);
      if (fails[state] === 1) cases.add(begunIn);
    }
    counts[name] = cases.size;
  }
  return counts;
}
