import { EDGE } from "../../compiler/targets/assemblyscript/index.js";

/**
 * The graph that a search explored, for what is decided when it is over. States are numbered from 0 in any order that the engine likes: no answer
 * depends on it.
 */
export interface StateGraph {
  readonly states: number;
  /** How many states, the first ones, are initial. */
  readonly initialStates: number;
  /** Of how many states, the first ones, the edges are known: of all, unless the search was cut short. */
  readonly expanded: number;
  /** Visits the leaves of an expanded state, in the order of processes and choices; `target` is negative where the graph has no successor for it: see {@link hasSuccessor}. */
  edges(state: number, visit: (target: number, mover: number, leaf: number) => void): void;
  /** A state's slots, for the caller to keep. */
  read(state: number): Int32Array;
  /** Whether one of the model's `predicates` is true of a state. @throws SpecError if it breaks a rule of the language there */
  isTrue(predicate: number, state: number): boolean;
  /** Whether one of the model's state properties is true of a state. @throws SpecError as above */
  holds(property: number, state: number): boolean;
}

/** Whether a leaf with a target has a successor: one of the graph, or one that a reduction left out. If not, it broke a rule of the language. */
export function hasSuccessor(target: number): boolean {
  return target >= 0 || target === EDGE.left;
}
