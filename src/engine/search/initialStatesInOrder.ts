import type { StateGraph } from "./stateGraph.js";

/** The initial states of an explored graph in the order of their slots, which is nobody's numbering. */
export function initialStatesInOrder(graph: StateGraph): readonly number[] {
  const states = Array.from({ length: graph.initialStates }, (_, state) => ({ state, slots: graph.read(state) }));
  return states.sort((a, b) => compareRows(a.slots, b.slots)).map(({ state }) => state);
}

function compareRows(a: Int32Array, b: Int32Array): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
