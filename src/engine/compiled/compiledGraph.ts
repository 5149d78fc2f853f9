import type { ComposedModel } from "../../language/compose.js";
import type { Predicate } from "../../language/formula.js";
import type { PredicateProperty } from "../../language/property.js";
import { Stepper } from "../interpreter/stepper.js";
import type { StateGraph } from "../search/stateGraph.js";
import type { StateSpace } from "./stateSpace.js";

/** The graph that a module explored: edges are found again by expanding a state again. @param expanded of how many states, the first ones, the edges are known */
export function compiledGraph(model: ComposedModel, space: StateSpace, expanded: number): StateGraph {
  const firstPredicate = model.model.properties?.length ?? 0;
  /** The specification's own function says which. */
  const breaksRule = (asked: Predicate | PredicateProperty, state: number): boolean => new Stepper(model).holds(asked, space.read(state));
  return {
    states: space.states,
    initialStates: space.levels[1] as number,
    expanded,
    edges(state, visit) {
      let leaf = 0;
      space.edges(state, (target, mover) => visit(target, mover, leaf++));
    },
    read: (state) => space.read(state),
    isTrue: (predicate, state) => space.holds(firstPredicate + predicate, state) ?? breaksRule(model.predicates[predicate] as Predicate, state),
    holds: (property, state) => space.holds(property, state) ?? breaksRule(model.model.properties?.[property] as PredicateProperty, state),
  };
}
