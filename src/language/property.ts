import { recordOrigin } from "./machine.js";
import { callSite, type Site } from "./site.js";
import type { TemporalProperty } from "./temporal.js";

/** When a predicate is asked: on every state, on every transition, or whether some state satisfies it. */
export type PropertyKind = "always" | "never" | "step" | "sometimes";

/** Values that may be looked at, not changed. */
export type DeepReadonly<T> = T extends (...args: never[]) => unknown ? T : T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** A named, documented, sourced statement about a system's states, transitions or runs. */
export type Property = PredicateProperty | TemporalProperty;

/** A statement about a system's states or transitions: one predicate, which a search asks as it goes. */
export interface PredicateProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  /** One sentence: what it says and why it matters. */
  readonly about: string;
  /** Who said it, or which commit or comment does. */
  readonly source: string;
  /** For `step`: (before, after, parameters); for the others: (state, parameters). */
  // biome-ignore lint/suspicious/noExplicitAny: the engine calls it with the views of the model it belongs to.
  readonly holds: (...args: any[]) => boolean;
  readonly site: Site | undefined;
}

/** The words that go with a property. */
export interface PropertyText {
  readonly about?: string;
  readonly source?: string;
}

/** Builds a property and remembers where its predicate was written. */
export function defineProperty(kind: PropertyKind, name: string, text: PropertyText, holds: PredicateProperty["holds"]): PredicateProperty {
  const site = callSite();
  recordOrigin(holds, site, "holds");
  return { name, kind, about: text.about ?? "", source: text.source ?? "", holds, site };
}
