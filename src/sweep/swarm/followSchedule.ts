import { replay } from "../../engine/interpreter/replay.js";
import { Stepper } from "../../engine/interpreter/stepper.js";
import type { Trace } from "../../engine/result.js";
import type { ComposedModel } from "../../language/compose.js";
import type { PredicateProperty } from "../../language/property.js";
import type { Schedule } from "./spin.js";

/** States of one moment, beyond which a schedule is given up: it says who moves, and not how choices come out. */
const MOST = 20_000;

/** A state that the schedule can be in, and how it came there. */
interface Place {
  readonly state: Int32Array;
  readonly before: Place | undefined;
  /** Which leaf of the state before. */
  readonly leaf: number;
}

/** A step into a violation. */
interface Violated {
  readonly property: string;
  readonly place: Place;
}

/**
 * Takes a schedule that another tool came upon again, on the specification's own functions: whatever its choices may have been.
 * @returns a real run that violates a property, the shortest on that schedule; undefined if there is none, or too many runs keep to it
 */
export function followSchedule(model: ComposedModel, { way, processes }: Schedule): Trace | undefined {
  const stepper = new Stepper(model);
  const initial = initialState(stepper, way);
  if (initial === undefined) return undefined;
  const begin: Place = { state: initial, before: undefined, leaf: 0 };
  const broken = brokenBy(stepper, initial);
  if (broken !== undefined) return traceOf(stepper, { property: broken, place: begin });
  let places: Place[] = [begin];
  for (const process of processes) {
    const next = new Map<string, Place>();
    for (const place of places) {
      const violated = advance(stepper, place, process, next);
      if (violated !== undefined) return traceOf(stepper, violated);
    }
    if (next.size === 0 || next.size > MOST) return undefined;
    places = [...next.values()];
  }
  return undefined;
}

function initialState(stepper: Stepper, wanted: number): Int32Array | undefined {
  let way = 0;
  let found: Int32Array | undefined;
  stepper.initialStates((violation) => {
    if (violation === undefined && way++ === wanted) found = stepper.slots.slice();
  });
  return found;
}

/** Adds where a process can go from a place; what it violates there ends the search. */
function advance(stepper: Stepper, place: Place, process: number, next: Map<string, Place>): Violated | undefined {
  let leaf = -1;
  let violated: Violated | undefined;
  stepper.successors(place.state, ({ instance }, violation) => {
    leaf++;
    if (instance.process !== process || violation !== undefined || violated !== undefined) return;
    const reached: Place = { state: stepper.slots.slice(), before: place, leaf };
    const property = brokenBy(stepper, reached.state, place.state);
    if (property !== undefined) violated = { property, place: reached };
    else next.set(reached.state.join(), reached);
  });
  return violated;
}

/** The first property that is false of a state, or of the transition that led to it. */
function brokenBy(stepper: Stepper, state: Int32Array, before?: Int32Array): string | undefined {
  const asked = (stepper.model.model.properties ?? []).filter((property): property is PredicateProperty => "holds" in property);
  return asked.find((property) => {
    if (property.kind === "step") return before !== undefined && !stepper.holdsAcross(property, before, state);
    return property.kind !== "sometimes" && stepper.holds(property, state) !== (property.kind === "always");
  })?.name;
}

function traceOf(stepper: Stepper, { property, place }: Violated): Trace {
  const leaves: number[] = [];
  let at = place;
  for (; at.before !== undefined; at = at.before) leaves.unshift(at.leaf);
  return replay(stepper, at.state, leaves, property);
}
