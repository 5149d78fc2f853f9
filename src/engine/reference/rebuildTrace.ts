import { originOf } from "../../language/machine.js";
import { sitesOf } from "../../language/site.js";
import { DOMAINS, NO_DEADLOCK, type Trace, type TraceStep } from "../result.js";
import type { StateTable } from "./stateTable.js";
import type { Leaf, Stepper } from "./stepper.js";

/** Runs a path of states again, to say which steps and choices it took and what failed at its end. */
export function rebuildTrace(stepper: Stepper, table: StateTable, property: string, path: readonly number[], lastLeaf: number | undefined): Trace {
  const at = (index: number): Int32Array => {
    const state = new Int32Array(stepper.model.slots.length);
    table.read(index, state);
    return state;
  };
  const states = path.map(at);
  const steps: TraceStep[] = [];
  for (let index = 0; index + 1 < states.length; index++) steps.push(stepBetween(stepper, states[index] as Int32Array, states[index + 1] as Int32Array));
  const last = states[states.length - 1] as Int32Array;
  const initial = [...(states[0] as Int32Array)];
  if (lastLeaf === undefined) return { property, initial, steps, failure: failureIn(stepper, property, last) };
  const { leaf, after } = leafOf(stepper, last, lastLeaf);
  steps.push(describe(leaf, after));
  return { property, initial, steps, failure: failureAcross(stepper, property, last, leaf, after) };
}

/** The first leaf, in the order of processes and choices, that leads from one state to the other. */
function stepBetween(stepper: Stepper, from: Int32Array, to: Int32Array): TraceStep {
  let found: TraceStep | undefined;
  stepper.successors(from, (leaf) => {
    if (found === undefined && leaf.violation === undefined && stepper.slots.every((value, slot) => value === to[slot])) found = describe(leaf, to);
  });
  if (found === undefined) throw new Error("a state of the path is not a successor of the one before it: a step depends on something other than the state");
  return found;
}

function leafOf(stepper: Stepper, from: Int32Array, wanted: number): { leaf: Leaf; after: Int32Array | undefined } {
  let ordinal = 0;
  let found: { leaf: Leaf; after: Int32Array | undefined } | undefined;
  stepper.successors(from, (leaf) => {
    if (ordinal++ === wanted) found = { leaf, after: leaf.violation === undefined ? stepper.slots.slice() : undefined };
  });
  if (found === undefined) throw new Error("the leaf of a step cannot be found again: a step depends on something other than the state");
  return found;
}

function describe({ state, choices }: Leaf, after: Int32Array | undefined): TraceStep {
  const { machine, path } = state.instance;
  return {
    process: path.split("/")[0] as string,
    path,
    function: machine.prototype.name,
    step: state.step,
    source: machine.source,
    site: state.body === undefined ? undefined : originOf(state.body)?.site,
    choices,
    state: after && [...after],
  };
}

function failureIn(stepper: Stepper, property: string, state: Int32Array): Trace["failure"] {
  if (property === NO_DEADLOCK) return { message: "no future enables a step of it again", where: [], site: undefined };
  const definition = stepper.model.model.properties?.find(({ name }) => name === property);
  if (definition === undefined) return { message: property, where: [], site: undefined };
  stepper.holds(definition, state, true);
  return { message: definition.about || property, where: [...stepper.evidence.where], site: definition.site };
}

function failureAcross(stepper: Stepper, property: string, from: Int32Array, leaf: Leaf, after: Int32Array | undefined): Trace["failure"] {
  if (property === DOMAINS && leaf.violation !== undefined) {
    return { message: `${leaf.violation.kind}: ${leaf.violation.message}`, where: [], site: sitesOf(leaf.violation)[0] };
  }
  const definition = stepper.model.model.properties?.find(({ name }) => name === property);
  if (definition === undefined || after === undefined) return { message: property, where: [], site: undefined };
  stepper.holdsAcross(definition, from, after, true);
  return { message: definition.about || property, where: [...stepper.evidence.where], site: definition.site };
}
