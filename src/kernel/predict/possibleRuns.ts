import type { Bounds, State } from "../../../spec/write-path.js";
import { Stepper } from "../../engine/interpreter/stepper.js";
import { type ComposedModel, type ControlState, compose } from "../../language/compose.js";
import { type Kernel, SpecError } from "../../language/index.js";
import { decodeState } from "../../trace/decodeState.js";
import { initialLeavesOf, type Leaf, leavesOf } from "../../trace/explain/leaves.js";
import type { Scenario } from "../scenario/scenario.js";
import { faultedUpTo, observe, type StepSeen } from "./observe.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import { scenarioModel } from "./scenarioModel.js";
import { eventText, type SeenEvent } from "./seenEvent.js";

/** A run of the model that a scenario may take. */
export interface PossibleRun {
  readonly events: readonly SeenEvent[];
  readonly outcome: Outcome;
  /** Each event's step, as a trace names it: `writer/iomap_write_iter.again`. */
  readonly steps: readonly string[];
  /** Where fault-ins have ended that came further than any before, as positions in the write: the moments for an eviction. */
  readonly reached: readonly number[];
}

/** More runs than this no scenario of a write needs. */
const MOST_RUNS = 4096;
/** A run that goes on for longer goes round in circles. */
const MOST_STEPS = 2000;

/** What came of looking for runs. */
export interface FoundRuns {
  readonly runs: readonly PossibleRun[];
  /** Of the runs that a guide has ended, how far the one came that followed it furthest, and what it would have done then. */
  readonly furthest: { readonly events: readonly SeenEvent[]; readonly steps: readonly string[] };
}

/** Every run of the model that a scenario allows: pages go away when the driver takes them away, and only what the kernel decides is left open. */
export function possibleRuns(kernel: Kernel, scenario: Scenario): readonly PossibleRun[] {
  return findRuns(kernel, scenario).runs;
}

/** The same, but only those whose events are the `guide`: what a kernel was seen to do. */
export function findRuns(kernel: Kernel, scenario: Scenario, guide?: readonly SeenEvent[]): FoundRuns {
  const model = compose(scenarioModel(kernel, scenario));
  const stepper = new Stepper(model);
  const [first] = initialLeavesOf(stepper);
  if (first === undefined) throw new SpecError("FL505", `${scenario.name} has no initial state in the model`, "its sizes are beyond the bounds of its check");
  const runs: PossibleRun[] = [];
  let furthest: Halfway = { state: first.state, events: [], steps: [], reached: [], evicted: 0, length: 0 };
  const pending: Halfway[] = [furthest];
  for (let halfway = pending.pop(); halfway !== undefined; halfway = pending.pop()) {
    const leaves = leavesOf(stepper, halfway.state).filter(({ process }) => process === 0);
    const { state, events, steps, reached, length } = halfway;
    if (events.length > furthest.events.length) furthest = halfway;
    if (!follows(events, guide)) continue;
    if (leaves.length > 0) for (const leaf of [...leaves].reverse()) pending.push(onward(stepper, scenario, halfway, leaf));
    else if (guide === undefined || events.length === guide.length)
      runs.push({ events, steps, reached, outcome: outcomeOf(stateOf(model, state), scenario, boundsOf(model)) });
    if (runs.length > MOST_RUNS || length > MOST_STEPS)
      throw new SpecError("FL505", `${scenario.name} has too many runs, or one that does not end`, "narrow its bounds");
  }
  return { runs, furthest };
}

/** Whether the last of a run's events is the one that the guide has in its place; those before were looked at before. */
function follows(events: readonly SeenEvent[], guide: readonly SeenEvent[] | undefined): boolean {
  const last = events.at(-1);
  const wanted = guide?.[events.length - 1];
  return guide === undefined || last === undefined || (wanted !== undefined && eventText(wanted) === eventText(last));
}

interface Halfway extends Omit<PossibleRun, "outcome"> {
  readonly state: Int32Array;
  /** How many of the scenario's evictions have happened. */
  readonly evicted: number;
  readonly length: number;
}

function onward(stepper: Stepper, scenario: Scenario, halfway: Halfway, leaf: Leaf): Halfway {
  const { model } = stepper;
  if (leaf.state === undefined)
    throw new SpecError("FL505", `${scenario.name} breaks a rule of the model: ${leaf.violation?.message}`, "widen the bounds of its check");
  const step = stepSeen(model, halfway.state, leaf.control, leaf.state);
  const event = observe(step, scenario, boundsOf(model));
  const eviction = scenario.evictions[halfway.evicted];
  const reached = faultedUpTo(step, boundsOf(model));
  const isNow = eviction !== undefined && reached !== undefined && step.before.iov.position < eviction.reached && eviction.reached <= reached;
  if (isNow && reached !== eviction.reached)
    throw new SpecError("FL505", `${scenario.name}: a page would go away in the midst of a fault-in`, "the model knows evictions only after one");
  return {
    state: isNow ? evict(stepper, leaf.state, eviction.userPage, eviction.becomes) : leaf.state,
    events: event === undefined ? halfway.events : [...halfway.events, event],
    steps: event === undefined ? halfway.steps : [...halfway.steps, leaf.control.name],
    reached: reached !== undefined && reached > (halfway.reached.at(-1) ?? 0) ? [...halfway.reached, reached] : halfway.reached,
    evicted: halfway.evicted + (isNow ? 1 : 0),
    length: halfway.length + 1,
  };
}

/** The state after a page has gone away; a page that is not there cannot. */
function evict(stepper: Stepper, state: Int32Array, page: number, becomes: "absent" | "invalid"): Int32Array {
  const process = stepper.model.processes.findIndex(({ name }) => name === (becomes === "absent" ? "evictor" : "munmap"));
  return leavesOf(stepper, state).find((leaf) => leaf.process === process && leaf.choices[0]?.value === page)?.state ?? state;
}

/** A step with names. */
export function stepSeen(model: ComposedModel, before: Int32Array, control: ControlState, after: Int32Array): StepSeen {
  const { instance } = control;
  const [one, other] = [decodeState(model, [...before]), decodeState(model, [...after])];
  return {
    function: instance.machine.prototype.name,
    step: control.name.slice(control.name.lastIndexOf(".") + 1),
    before: one.variables as unknown as State,
    after: other.variables as unknown as State,
    me: (one.locals[instance.path] ?? {}) as StepSeen["me"],
    left: (other.locals[instance.path] ?? {}) as StepSeen["left"],
  };
}

/** The shared state, with names. */
export function stateOf(model: ComposedModel, state: Int32Array): State {
  return decodeState(model, [...state]).variables as unknown as State;
}

/** The parameters of a model of the write path, with those that follow from them. */
export function boundsOf(model: ComposedModel): Bounds {
  return model.parameters as unknown as Bounds;
}
