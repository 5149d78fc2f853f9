import { recordOrigin } from "./machine.js";
import type { Model } from "./model.js";
import type { PredicateProperty } from "./property.js";
import type { AnyPrototype } from "./prototype.js";
import { callSite } from "./site.js";

/** What is true of a machine's locals while it stands at one of its steps, or while a call that it makes runs. */
// biome-ignore lint/suspicious/noExplicitAny: asked with the views of whatever model it is part of.
export type Assertion = (s: any, me: any, ...rest: any[]) => boolean;

/**
 * What is true of a machine wherever it stands (Floyd, *Assigning meanings to programs*, 1967). It belongs to a function, whichever version of it a
 * kernel links, and is part of an invariant that is to be inductive. No search asks it.
 */
export interface Annotation {
  readonly name: string;
  readonly of: AnyPrototype;
  /** By the names of steps: `(s, me, p)`. */
  readonly at: Readonly<Record<string, Assertion>>;
  /** By the names of calls: `(s, me, out, p)`, with the arguments and results of the function that is called. */
  readonly during: Readonly<Record<string, Assertion>>;
}

/** An invariant that holds in the initial states and that every step preserves, whatever the bounds on the number of steps. */
export interface InductiveClaim {
  /** `short copy`: how it is named on the command line. */
  readonly name: string;
  /** One sentence: what is proved, of what. */
  readonly about: string;
  readonly model: Model;
  /** What is to be proved: properties of states. */
  readonly goals: readonly PredicateProperty[];
  /** What has to be known besides, for the goals to be preserved: shared state … */
  readonly strengthening: readonly PredicateProperty[];
  /** … and locals. */
  readonly annotations: readonly Annotation[];
}

/** Builds an annotation and remembers where its assertions were written. */
export function defineAnnotation(
  name: string,
  machine: { readonly prototype: AnyPrototype },
  shape: { readonly at?: Readonly<Record<string, Assertion>>; readonly during?: Readonly<Record<string, Assertion>> },
): Annotation {
  const site = callSite();
  const { at = {}, during = {} } = shape;
  for (const [step, assertion] of Object.entries(at)) recordOrigin(assertion, site, "at", step);
  for (const [call, assertion] of Object.entries(during)) recordOrigin(assertion, site, "during", call);
  return { name, of: machine.prototype, at, during };
}
