import type ts from "typescript";
import type { ClosedDomain, MarkedDomain } from "../../language/domain.js";
import type { ErrorCode } from "../../language/errors.js";
import type { Expression, Place } from "../ir.js";

/** A view of the state: a place whose domain is known. Scalars are loaded from it when they are needed. */
export interface View {
  readonly place: Place;
  readonly domain: ClosedDomain;
}

/** What an expression of a body means while it is lowered. Only scalars exist when the model runs. */
export type Value =
  | { readonly kind: "scalar"; readonly expression: Expression }
  /** A record, vector or subset: a reference, as in JavaScript. */
  | { readonly kind: "view"; readonly view: View }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, Value>> }
  | { readonly kind: "choose" }
  | { readonly kind: "nothing" };

export const NOTHING: Value = { kind: "nothing" };

export function scalar(expression: Expression): Value {
  return { kind: "scalar", expression };
}

/** Fields that lie one after the other from `base` on: the shared state, or an instance's own. */
export function fieldsAt(fields: Readonly<Record<string, MarkedDomain>>, base: number, name: string, state: Place["state"] = "now"): View {
  const domain: ClosedDomain = { kind: "record", fields };
  return { domain, place: { name, state, base, terms: [], size: 0, ghost: false, rigid: false } };
}

/** A mistake in a body: lowering stops there. */
export class Refused extends Error {
  constructor(
    readonly node: ts.Node,
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
