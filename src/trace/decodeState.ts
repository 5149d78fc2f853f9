import type { ComposedModel, Instance } from "../language/compose.js";
import type { ClosedDomain, MarkedDomain } from "../language/domain.js";
import { slotsOf } from "../language/layout.js";
import { activeInstances, standsAt } from "./activeInstances.js";
import type { DecodedState, DecodedValue } from "./traceDocument.js";

/** A state's slots as named values. Locals are those of the functions that are being executed. */
export function decodeState(model: ComposedModel, slots: readonly number[]): DecodedState {
  const at: Record<string, string> = {};
  for (const process of model.processes) at[process.name] = standsAt(process, slots).name;
  const locals: Record<string, Record<string, DecodedValue>> = {};
  for (const instance of activeInstances(model, slots)) {
    if (instance.slotCount > 0) locals[instance.path] = localsOf(instance, slots);
  }
  return { variables: decodeFields(model.variables, slots, 0), locals, at };
}

function localsOf(instance: Instance, slots: readonly number[]): Record<string, DecodedValue> {
  return decodeFields(instance.fields, slots, instance.firstSlot);
}

function decodeFields(fields: Readonly<Record<string, MarkedDomain>>, slots: readonly number[], first: number): Record<string, DecodedValue> {
  const decoded: Record<string, DecodedValue> = {};
  let at = first;
  for (const [name, { domain }] of Object.entries(fields)) {
    decoded[name] = decode(domain, slots, at);
    at += slotsOf(domain);
  }
  return decoded;
}

function decode(domain: ClosedDomain, slots: readonly number[], at: number): DecodedValue {
  const value = slots[at] as number;
  switch (domain.kind) {
    case "boolean":
      return value === 1;
    case "range":
      return value;
    case "oneOf":
      return domain.labels[value] as string;
    case "subset":
      return domain.members.filter((_, bit) => (value >>> bit) & 1);
    case "record":
      return decodeFields(domain.fields, slots, at);
    case "vector": {
      const size = slotsOf(domain.element);
      return Array.from({ length: domain.length }, (_, index) => decode(domain.element, slots, at + index * size));
    }
  }
}
