import type { ControlState } from "../../language/compose.js";
import type { Violation } from "../../language/errors.js";
import { originOf } from "../../language/machine.js";
import { type Site, sitesOf } from "../../language/site.js";
import type { ChoiceMade, Trace, TraceStep } from "../result.js";
import type { Stepper } from "./stepper.js";

/** One step of a run, and what it broke, if it broke a rule of the language. */
export interface Moved {
  readonly step: TraceStep;
  readonly violation: Violation | undefined;
}

/**
 * Takes a path again, to say which steps and choices it consists of and what failed at its end.
 * @param leaves which of the enabled leaves of each state is taken, counted from 0 in the order of processes and choices
 * @param message what failed, for properties that the model does not name
 */
export function replay(stepper: Stepper, initial: Int32Array, leaves: readonly number[], property: string, message = property): Trace {
  const moves = leaves.map((leaf) => (state: Int32Array) => takeLeaf(stepper, state, leaf));
  return retrace(stepper, initial, moves, property, message);
}

/** Makes a trace of a run: of its initial state and, one after the other, what each move makes of the state before it. */
export function retrace(stepper: Stepper, initial: Int32Array, moves: readonly ((state: Int32Array) => Moved)[], property: string, message: string): Trace {
  const steps: TraceStep[] = [];
  let failure: Trace["failure"] = { message, where: [], site: undefined };
  let before = initial;
  let state = initial;
  for (const move of moves) {
    const { step, violation } = move(state);
    steps.push(step);
    before = state;
    if (step.state !== undefined) state = Int32Array.from(step.state);
    if (violation !== undefined) failure = { message: `${violation.kind}: ${violation.message}`, where: [], site: siteOf(violation) ?? step.site };
  }
  return { property, initial: [...initial], steps, failure: explain(stepper, property, before, state) ?? failure };
}

function takeLeaf(stepper: Stepper, from: Int32Array, wanted: number): Moved {
  let ordinal = 0;
  let taken: Moved | undefined;
  stepper.successors(from, (state, violation) => {
    if (ordinal++ === wanted) taken = { step: describeMove(state, stepper.made, violation === undefined ? stepper.slots : undefined), violation };
  });
  if (taken === undefined) throw new Error("the leaf of a step cannot be found again: a step depends on something other than the state");
  return taken;
}

/** What a trace says of one step. @param after the state after it, where it has a successor */
export function describeMove({ instance, step, body }: ControlState, choices: readonly ChoiceMade[], after: Int32Array | undefined): TraceStep {
  const { machine, path } = instance;
  return {
    process: path.split("/")[0] as string,
    path,
    function: machine.prototype.name,
    step,
    source: machine.source,
    site: body && originOf(body)?.site,
    choices,
    state: after && [...after],
  };
}

/** The specification's own line, where the rule was broken while it ran; a wrong next state is found out only afterwards. */
function siteOf(violation: Violation): Site | undefined {
  return sitesOf(violation)[0];
}

/** Why a property of the model is false at the end of a path (or true, where it is a promise that something can happen). */
function explain(stepper: Stepper, name: string, before: Int32Array, after: Int32Array): Trace["failure"] | undefined {
  const property = stepper.model.model.properties?.find((candidate) => candidate.name === name);
  if (property === undefined) return undefined;
  if (property.kind === "step") stepper.holdsAcross(property, before, after, true);
  else stepper.holds(property, after, true);
  return { message: property.about || name, where: [...stepper.evidence.where], site: property.site };
}
