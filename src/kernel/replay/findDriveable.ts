import { Stepper } from "../../engine/interpreter/stepper.js";
import { type ComposedModel, compose } from "../../language/compose.js";
import type { InitialRule, Kernel, ParameterValues, Property } from "../../language/index.js";
import { initialLeavesOf, leavesOf } from "../../trace/explain/leaves.js";
import type { GuestFilesystem } from "../guests.js";
import { faultedUpTo } from "../predict/observe.js";
import { boundsOf, stateOf, stepSeen } from "../predict/possibleRuns.js";
import { guestModel } from "../predict/scenarioModel.js";
import type { Eviction, Scenario } from "../scenario/scenario.js";
import { setupOf } from "./setupOf.js";

/** What is looked for: a write after which one of these properties fails, on this kernel. */
export interface Wanted {
  readonly kernel: Kernel;
  readonly filesystem: GuestFilesystem;
  readonly set: ParameterValues;
  readonly initial: InitialRule;
  readonly properties: readonly Property[];
}

/** A write that the driver can bring about, and what fails when it has returned. */
export interface Driveable {
  readonly scenario: Scenario;
  readonly property: Property;
}

/** One run so far. */
interface Branch {
  readonly state: Int32Array;
  readonly evictions: readonly Eviction[];
  /** How far fault-ins have come. */
  readonly furthest: number;
  /** The last step was a fault-in that came further than any before: the moment at which a page can be made to go away. */
  readonly isMoment: boolean;
}

/**
 * The first write of the model, in the order of its initial states, after which a property fails, if pages go away only at moments that the driver has: right after a
 * fault-in. Copies are as long as can be, as they are on x86-64.
 * @param isWanted which initial states are looked at; all, unless given
 */
export function findDriveable(wanted: Wanted, isWanted: (scenario: Scenario) => boolean = () => true): Driveable | undefined {
  const { kernel, filesystem, set, initial, properties } = wanted;
  const model = compose(guestModel(kernel, filesystem, { set: { ...set, EVICTIONS: Math.max(1, Number(set.EVICTIONS ?? 1)) }, initial, properties }));
  const stepper = new Stepper(model);
  const asked = (model.model.properties ?? []).filter(({ kind }) => kind === "always" || kind === "never");
  for (const { state } of initialLeavesOf(stepper)) {
    const setup = setupOf(stateOf(model, state), model.parameters as ParameterValues, filesystem, "counterexample");
    if (!isWanted(setup)) continue;
    const found = findFrom(stepper, state, (end) => asked.find((property) => !isKept(stepper, property, end)));
    if (found !== undefined) return { scenario: { ...setup, evictions: found.evictions }, property: found.property };
  }
  return undefined;
}

function isKept(stepper: Stepper, property: Property, state: Int32Array): boolean {
  return stepper.holds(property as Parameters<Stepper["holds"]>[0], state) === (property.kind === "always");
}

/** Depth first: a run without evictions is looked at before those with. */
function findFrom(
  stepper: Stepper,
  first: Int32Array,
  failed: (state: Int32Array) => Property | undefined,
): { readonly evictions: readonly Eviction[]; readonly property: Property } | undefined {
  const pending: Branch[] = [{ state: first, evictions: [], furthest: 0, isMoment: false }];
  for (let branch = pending.pop(); branch !== undefined; branch = pending.pop()) {
    const leaves = leavesOf(stepper, branch.state);
    const own = leaves.filter(({ process }) => process === 0).at(-1);
    const property = own === undefined ? failed(branch.state) : undefined;
    if (property !== undefined) return { evictions: branch.evictions, property };
    // the last that is added is looked at first: a page that a fault brings back before one that is gone for good
    if (branch.isMoment)
      for (const { process, choices, state } of [...leaves].reverse())
        if (process > 0 && state !== undefined) {
          const becomes = stepper.model.processes[process]?.name === "evictor" ? "absent" : "invalid";
          const eviction: Eviction = { userPage: Number(choices[0]?.value), reached: branch.furthest, becomes };
          pending.push({ ...branch, state, evictions: [...branch.evictions, eviction], isMoment: false });
        }
    if (own?.state !== undefined) pending.push(onward(stepper.model, branch, own.control, own.state));
  }
  return undefined;
}

function onward(model: ComposedModel, branch: Branch, control: Parameters<typeof stepSeen>[2], state: Int32Array): Branch {
  const reached = faultedUpTo(stepSeen(model, branch.state, control, state), boundsOf(model));
  const isMoment = reached !== undefined && reached > branch.furthest;
  return { ...branch, state, furthest: isMoment ? reached : branch.furthest, isMoment };
}
