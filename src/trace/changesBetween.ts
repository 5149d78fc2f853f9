import type { ComposedModel, Instance } from "../language/compose.js";
import { type Slot, showSlot, slotsOf } from "../language/layout.js";
import { activeInstances, standsAt } from "./activeInstances.js";
import type { Change } from "./traceDocument.js";

/**
 * What differs between two states, slot by slot, as far as it tells a story: where processes stand is told by the steps, and
 * locals that are cleared because their function was left are nobody's any more.
 */
export function changesBetween(model: ComposedModel, before: readonly number[], after: readonly number[]): Change[] {
  const owners = ownersOf(model);
  const control = new Set(model.processes.map(({ slot }) => slot));
  const active = activeInstances(model, after);
  const changes: Change[] = [];
  model.slots.forEach((slot, index) => {
    if (before[index] === after[index] || control.has(index)) return;
    const owner = owners[index];
    if (owner !== undefined && (!active.has(owner) || isClearedAtEnd(model, owner, index, after))) return;
    const values = { before: showSlot(slot, before[index] as number), after: showSlot(slot, after[index] as number) };
    changes.push({ ...nameOf(slot, owner), ...values, ...(slot.ghost && { ghost: true }) });
  });
  return changes;
}

/** Whose local each slot is; undefined for shared variables. */
function ownersOf(model: ComposedModel): (Instance | undefined)[] {
  const owners: (Instance | undefined)[] = [];
  for (const instance of model.instances) {
    for (let offset = 0; offset < instance.slotCount; offset++) owners[instance.firstSlot + offset] = instance;
  }
  return owners;
}

/** At the end of a process its results stay for properties to read, and its other locals are cleared. */
function isClearedAtEnd(model: ComposedModel, owner: Instance, index: number, after: readonly number[]): boolean {
  const process = model.processes[owner.process];
  if (process === undefined || standsAt(process, after).body !== undefined) return false;
  let first = owner.firstSlot;
  for (const [name, { domain }] of Object.entries(owner.fields)) {
    const size = slotsOf(domain);
    if (index < first + size) return !(name in owner.machine.prototype.results);
    first += size;
  }
  return false;
}

function nameOf(slot: Slot, owner: Instance | undefined): Pick<Change, "name" | "path"> {
  return owner === undefined ? { name: slot.name, path: null } : { name: slot.name.slice(owner.path.length + 1), path: owner.path };
}
