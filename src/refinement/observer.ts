import { Stepper } from "../engine/interpreter/stepper.js";
import type { ComposedModel } from "../language/compose.js";
import type { ClosedDomain } from "../language/domain.js";
import { decodeSlot } from "../language/encode.js";
import { type Mapping, type Seen, SpecError } from "../language/index.js";
import { slotsOf } from "../language/layout.js";
import { sitesOf } from "../language/site.js";

/** Says what is seen of a state. */
export type Observer = (state: Int32Array) => Seen;

/** Sees the states of a model by a mapping. */
export function observerOf(model: ComposedModel, { name, see, site }: Mapping): Observer {
  const stepper = new Stepper(model);
  return (state) => {
    try {
      return plain(see(stepper.look(state), model.parameters));
    } catch (error) {
      if (error instanceof SpecError) throw error;
      const [line = site] = error instanceof Error ? sitesOf(error) : [];
      throw new SpecError("FL110", `the mapping '${name}' threw ${String(error)}`, "a mapping may not throw: it is asked of every state", line);
    }
  };
}

/** Sees the shared variables of a model as they are. */
export function variablesOf({ variables }: ComposedModel): Observer {
  return (state) => {
    let at = 0;
    const seen: Record<string, Seen> = {};
    for (const [name, { domain }] of Object.entries(variables)) {
      seen[name] = decode(domain, state, at);
      at += slotsOf(domain);
    }
    return seen;
  };
}

/** A view of a state is one moment's: what was seen has to last. */
function plain(value: unknown): Seen {
  if (Array.isArray(value)) return Array.from(value, plain);
  if (typeof value === "function") throw new SpecError("FL112", "a mapping gives a set as it is", "give the list of its members");
  if (typeof value !== "object" || value === null) return value as Seen;
  const fields: Record<string, Seen> = {};
  // The fields of a record of the state are its prototype's.
  for (const field in value) fields[field] = plain((value as Record<string, unknown>)[field]);
  return fields;
}

function decode(domain: ClosedDomain, slots: Int32Array, at: number): Seen {
  switch (domain.kind) {
    case "vector":
      return Array.from({ length: domain.length }, (_, index) => decode(domain.element, slots, at + index * slotsOf(domain.element)));
    case "record": {
      let next = at;
      const fields: Record<string, Seen> = {};
      for (const [field, inner] of Object.entries(domain.fields)) {
        fields[field] = decode(inner.domain, slots, next);
        next += slotsOf(inner.domain);
      }
      return fields;
    }
    case "subset":
      return domain.members.filter((_, bit) => (((slots[at] as number) >>> bit) & 1) === 1);
    default:
      return decodeSlot(domain, slots[at] as number);
  }
}
