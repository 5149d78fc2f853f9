import type { Fields, ValueOf } from "./domain.js";
import { SpecError } from "./errors.js";
import type { Model } from "./model.js";
import type { DeepReadonly, PropertyText } from "./property.js";
import { callSite, type Site } from "./site.js";
import type { System } from "./system.js";

/**
 * What can be seen of a state: plain values, records and lists of them. `undefined` is what is not to be seen at the moment, and so
 * may be anything. A set is the list of its members, in the order of its domain.
 */
export type Seen = boolean | number | string | undefined | SeenList | { readonly [field: string]: Seen };

/** A list, or a vector of the state. */
export interface SeenList {
  readonly length: number;
  readonly [index: number]: Seen;
}

/** Says what can be seen of the states of a system, in the words of another. */
export interface Mapping {
  /** What somebody sees by it: `what can be read at each moment`. */
  readonly name: string;
  readonly about: string;
  // biome-ignore lint/suspicious/noExplicitAny: of whatever variables and parameters.
  readonly system: System<Fields, any>;
  // biome-ignore lint/suspicious/noExplicitAny: called with the views of the model whose states are mapped.
  readonly see: (s: any, p: any) => Seen;
  readonly site: Site | undefined;
}

/** The claim that a model does only what an abstract model allows. `src/refinement/README.md` says exactly what that means. */
export interface Refinement {
  /** What is allowed. It is given those bounds of `--set` that its system declares. */
  readonly abstract: Model;
  /** What can be seen of the model's states, in the abstract model's variables. Variables that it never names are the abstract model's own affair. */
  readonly through: Mapping;
  /** What can be seen of the abstract model's states; unless given, its variables as they are. */
  readonly abstractThrough?: Mapping;
  /** The model may come to an end, or be stuck, only where the abstract model may. */
  readonly ends?: boolean;
}

/**
 * Declares a mapping: a function of a state of `system`, run as it is; it may use all of TypeScript, and must not change the state.
 * @example mapping(clock, "the hour", {}, (s) => ({ hour: s.hour }))
 */
export function mapping<V extends Fields, P>(
  system: System<V, P>,
  name: string,
  text: Pick<PropertyText, "about">,
  see: (s: DeepReadonly<ValueOf<V>>, p: P) => Seen,
): Mapping {
  return { name, about: text.about ?? "", system: system as unknown as Mapping["system"], see, site: callSite() };
}

/** What a refinement is called among the properties of its run. */
export function refinementName({ abstract, through }: Refinement): string {
  return `refines ${abstract.name}: ${through.name}`;
}

/** @throws SpecError FL112 for a mapping of another system's states */
export function refuseStrangeMappings(model: Model, { abstract, through, abstractThrough }: Refinement): void {
  refuseStrangeMapping(model, through);
  if (abstractThrough !== undefined) refuseStrangeMapping(abstract, abstractThrough);
}

function refuseStrangeMapping({ name, system }: Model, { name: mapped, system: of, site }: Mapping): void {
  if (of === system) return;
  throw new SpecError("FL112", `the mapping '${mapped}' is of ${of.name}, and ${name} is a model of ${system.name}`, `map the states of ${system.name}`, site);
}
