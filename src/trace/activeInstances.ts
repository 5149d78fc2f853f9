import type { ComposedModel, ComposedProcess, ControlState, Instance } from "../language/compose.js";

/** The control state of a process. */
export function standsAt(process: ComposedProcess, slots: readonly number[]): ControlState {
  return process.states[slots[process.slot] as number] as ControlState;
}

/** The functions that are being executed: for each process the one it stands in, and its callers. The rest have no locals to speak of. */
export function activeInstances(model: ComposedModel, slots: readonly number[]): Set<Instance> {
  const active = new Set<Instance>();
  for (const process of model.processes) {
    let instance: Instance | undefined = standsAt(process, slots).instance;
    for (; instance !== undefined; instance = instance.caller?.instance) active.add(instance);
  }
  return active;
}
