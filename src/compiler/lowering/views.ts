import type ts from "typescript";
import type { ClosedDomain } from "../../language/domain.js";
import { slotsOf } from "../../language/layout.js";
import { bounded, integer, relabel } from "../build.js";
import type { Expression, Type } from "../ir.js";
import { excerpt, siteOf } from "../problemAt.js";
import { indexed } from "./programBuilder.js";
import { Refused, scalar, type Value, type View } from "./value.js";

/** What values a slot of a domain has; undefined for domains of several slots. */
export function typeOf(domain: ClosedDomain): Type | undefined {
  switch (domain.kind) {
    case "boolean":
      return { kind: "boolean" };
    case "range":
      return { kind: "integer", least: domain.least, greatest: domain.greatest };
    case "oneOf":
      return { kind: "label", labels: domain.labels };
    case "subset":
      return { kind: "subset", members: domain.members };
    default:
      return undefined;
  }
}

/** A view as a value: scalars are loaded, the others stay references. */
export function read(value: Value, node: ts.Node): Value {
  if (value.kind !== "view") return value;
  const { domain, place } = value.view;
  const type = typeOf(domain);
  return type === undefined || type.kind === "subset" ? value : scalar({ op: "load", type, place, site: siteOf(node) });
}

/** A field of a record. */
export function field({ place, domain }: View, name: string, node: ts.Node): Value {
  if (domain.kind === "vector" && name === "length") return scalar(integer(domain.length, siteOf(node)));
  if (domain.kind !== "record")
    throw new Refused(node, "FL202", `'${excerpt(node)}': there is no '${name}' here`, "name a field of a record, or index a vector");
  let base = place.base;
  for (const [known, { domain: inner, marks }] of Object.entries(domain.fields)) {
    const size = slotsOf(inner);
    if (known === name) {
      const ghost = place.ghost || marks.includes("ghost");
      const rigid = place.rigid || marks.includes("rigid");
      const full = place.name === "" ? name : `${place.name}.${name}`;
      return { kind: "view", view: { domain: inner, place: { ...place, name: full, base, size, ghost, rigid } } };
    }
    base += size;
  }
  throw new Refused(node, "FL202", `there is no field '${name}'`, `its fields: ${Object.keys(domain.fields).join(", ")}`);
}

/** An element of a vector; an index that may be out of range is checked. */
export function element({ place, domain }: View, index: Expression, node: ts.Node): Value {
  if (domain.kind !== "vector") throw new Refused(node, "FL202", `'${excerpt(node)}': only vectors have elements`, "index a vector");
  const within = bounded(wantInteger(index, node), 0, domain.length - 1, "index", `${place.name}[]`);
  return { kind: "view", view: { domain: domain.element, place: indexed(place, within, slotsOf(domain.element), "[]") } };
}

/** A value in the encoding of a domain, checked unless its type says that it fits. */
export function fitted(value: Expression, domain: ClosedDomain, what: string, node: ts.Node): Expression {
  const { type } = value;
  if (domain.kind === "boolean" && type.kind === "boolean") return value;
  if (domain.kind === "range" && type.kind === "integer") return bounded(value, domain.least, domain.greatest, "domain", what);
  if (domain.kind === "oneOf" && type.kind === "label") {
    const same = relabel(value, { kind: "label", labels: domain.labels });
    const fits = type.labels.every((label) => domain.labels.includes(label));
    return fits
      ? same
      : { op: "bounded", type: same.type, of: same, least: 0, greatest: domain.labels.length - 1, violation: "domain", what, site: value.site };
  }
  if (domain.kind === "subset" && type.kind === "subset" && domain.members.length === type.members.length) return value;
  throw new Refused(node, "FL114", `${what} wants ${wanted(domain)}, and is given '${excerpt(node)}'`, "give it a value of its domain");
}

/** The bit of a member of a subset. */
export function bitOf(member: Expression, members: readonly (number | string)[], what: string, node: ts.Node): Expression {
  if (typeof members[0] === "number") return bounded(wantInteger(member, node), 0, members.length - 1, "domain", what);
  return fitted(member, { kind: "oneOf", labels: members as readonly string[] }, what, node);
}

function wanted(domain: ClosedDomain): string {
  switch (domain.kind) {
    case "boolean":
      return "a boolean";
    case "range":
      return `an integer from ${domain.least} to ${domain.greatest}`;
    case "oneOf":
      return `one of ${domain.labels.join(", ")}`;
    default:
      return `a ${domain.kind} of the same shape`;
  }
}

/** The scalar that a value is. */
export function wantScalar(value: Value, node: ts.Node): Expression {
  if (value.kind === "scalar") return value.expression;
  throw new Refused(node, "FL201", `'${excerpt(node)}' where a number, a label or a boolean is wanted`, "name a field or an element of it");
}

export function wantInteger(expression: Expression, node: ts.Node): Expression {
  if (expression.type.kind === "integer") return expression;
  throw new Refused(node, "FL201", `'${excerpt(node)}' where an integer is wanted`, "arithmetic, order, indices and ranges are for integers");
}

export function wantBoolean(expression: Expression, node: ts.Node): Expression {
  if (expression.type.kind === "boolean") return expression;
  throw new Refused(node, "FL201", `'${excerpt(node)}' where a condition is wanted`, 'compare it: x !== 0, x === "label"');
}

export function wantView(value: Value, node: ts.Node): View {
  if (value.kind === "view") return value.view;
  throw new Refused(node, "FL201", `'${excerpt(node)}' where a part of the state is wanted`, "name a variable of the state");
}
