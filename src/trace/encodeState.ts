import type { ComposedModel } from "../language/compose.js";
import type { ClosedDomain, MarkedDomain } from "../language/domain.js";
import { initialValue, slotsOf } from "../language/layout.js";
import type { DecodedState, DecodedValue } from "./traceDocument.js";

/**
 * The slots of a state that was told with names: the inverse of `decodeState`. Locals of functions that are not being executed have their first value.
 * @returns `undefined` if the model has no such state: a variable, a value or a control state is unknown to it
 */
export function encodeState(model: ComposedModel, { variables, locals, at }: DecodedState): Int32Array | undefined {
  const slots = Int32Array.from(model.slots, initialValue);
  let isKnown = encodeFields(model.variables, variables, slots, 0);
  for (const [path, fields] of Object.entries(locals)) {
    const instance = model.instances.find((one) => one.path === path);
    isKnown &&= instance !== undefined && encodeFields(instance.fields, fields, slots, instance.firstSlot);
  }
  for (const { name, slot, states } of model.processes) {
    const state = states.findIndex((one) => one.name === at[name]);
    slots[slot] = state;
    isKnown &&= state >= 0;
  }
  return isKnown ? slots : undefined;
}

function encodeFields(
  fields: Readonly<Record<string, MarkedDomain>>,
  values: Readonly<Record<string, DecodedValue | undefined>>,
  slots: Int32Array,
  first: number,
): boolean {
  if (Object.keys(values).some((name) => !(name in fields))) return false;
  let at = first;
  return Object.entries(fields).every(([name, { domain }]) => {
    const isKnown = encode(domain, values[name], slots, at);
    at += slotsOf(domain);
    return isKnown;
  });
}

function encode(domain: ClosedDomain, value: DecodedValue | undefined, slots: Int32Array, at: number): boolean {
  if (domain.kind === "record") {
    return isRecord(value) && encodeFields(domain.fields, value, slots, at);
  }
  if (domain.kind === "vector") {
    const size = slotsOf(domain.element);
    return isList(value) && value.length === domain.length && value.every((element, index) => encode(domain.element, element, slots, at + index * size));
  }
  const encoded = encodeScalar(domain, value);
  if (encoded !== undefined) slots[at] = encoded;
  return encoded !== undefined;
}

function encodeScalar(domain: Exclude<ClosedDomain, { kind: "record" | "vector" }>, value: DecodedValue | undefined): number | undefined {
  switch (domain.kind) {
    case "boolean":
      return typeof value === "boolean" ? Number(value) : undefined;
    case "range":
      return typeof value === "number" && Number.isInteger(value) && value >= domain.least && value <= domain.greatest ? value : undefined;
    case "oneOf": {
      const index = domain.labels.indexOf(String(value));
      return index < 0 ? undefined : index;
    }
    case "subset":
      if (!isList(value) || !value.every((member) => domain.members.includes(member as number | string))) return undefined;
      return domain.members.reduce<number>((bits, member, bit) => (value.includes(member) ? bits | (1 << bit) : bits), 0);
  }
}

function isList(value: DecodedValue | undefined): value is readonly DecodedValue[] {
  return Array.isArray(value);
}

function isRecord(value: DecodedValue | undefined): value is Readonly<Record<string, DecodedValue>> {
  return typeof value === "object" && !Array.isArray(value);
}
