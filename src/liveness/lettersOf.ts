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
  { runs, actions }: LabelledGraph,
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
  const asked = numbered.flatMap(({ atom, bit }) => (atom.kind === "taken" ? [] : [{ isTrue: truthOf(model, graph, atom), bit }]));
  const needsSlots = numbered.some(({ atom }) => atom.kind === "at");
  const ofState = new Int32Array(runs.states);
  for (let state = 0; state < runs.states; state++) {
    const slots = needsSlots ? graph.read(state) : NO_SLOTS;
    for (const { isTrue, bit } of asked) if (isTrue(state, slots)) ofState[state] = (ofState[state] as number) | bit;
    if (state % stride === stride - 1) yield;
  }
  return { ofState, ofKind };
}

const NO_SLOTS = new Int32Array();

function truthOf({ processes, predicates }: ComposedModel, graph: StateGraph, atom: StateAtom): (state: number, slots: Int32Array) => boolean {
  if (atom.kind === "predicate") {
    const index = predicates.indexOf(atom);
    return (state) => graph.isTrue(index, state);
  }
  const places = processes.map((_, process) => new Set(atom.places.flatMap((place) => (place.process === process ? [place.state] : []))));
  return (_, slots) => processes.some(({ slot }, process) => places[process]?.has(slots[slot] as number));
}
