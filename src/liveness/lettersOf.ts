import type { StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { ComposedAtom, ComposedTemporal } from "../language/composeTemporal.js";
import type { LabelledGraph } from "./labelGraph.js";
import type { Letters } from "./product.js";

type StateAtom = Exclude<ComposedAtom, { kind: "taken" }>;

/**
 * The truth of a property's atoms in each state and on each kind of edge. `yields` after each `stride` of states.
 * @throws SpecError if a predicate breaks a rule of the language
 */
export function* lettersOf(
  model: ComposedModel,
  graph: StateGraph,
  { runs, actions, stands }: LabelledGraph,
  { atoms }: ComposedTemporal,
  stride: number,
): Generator<undefined, Letters, void> {
  const numbered = [...atoms.values()].map((atom, bit) => ({ atom, bit: 1 << bit }));
  const ofKind = Int32Array.from(runs.actionsOf, (taken) =>
    numbered.reduce(
      (letter, { atom, bit }) => (atom.kind === "taken" && atom.actions.some((action) => taken.has(actions.numberOf(action))) ? letter | bit : letter),
      0,
    ),
  );
  const asked = numbered.flatMap(({ atom, bit }) => (atom.kind === "taken" ? [] : [{ isTrue: truthOf(model, graph, stands, atom), bit }]));
  const ofState = new Int32Array(runs.states);
  for (let state = 0; state < runs.states; state++) {
    for (const { isTrue, bit } of asked) if (isTrue(state)) ofState[state] = (ofState[state] as number) | bit;
    if (state % stride === stride - 1) yield;
  }
  return { ofState, ofKind };
}

function truthOf({ processes, predicates }: ComposedModel, graph: StateGraph, stands: Int32Array, atom: StateAtom): (state: number) => boolean {
  if (atom.kind === "predicate") {
    const index = predicates.indexOf(atom);
    return (state) => graph.isTrue(index, state);
  }
  const places = processes.map((_, process) => new Set(atom.places.flatMap((place) => (place.process === process ? [place.state] : []))));
  return (state) => places.some((at, process) => at.has(stands[state * places.length + process] as number));
}
