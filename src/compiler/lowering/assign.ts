import type ts from "typescript";
import { slotsOf } from "../../language/layout.js";
import type { Expression, Place } from "../ir.js";
import { excerpt, siteOf } from "../problemAt.js";
import type { Activation } from "./activation.js";
import { Refused, type Value, type View } from "./value.js";
import { fitted } from "./views.js";

/** Writes a scalar, fitted to the domain of the place. */
export function assign(at: Activation, to: View, value: Expression, node: ts.Node): void {
  refuseUnlessWritable(at, to.place, node);
  at.builder.emit({ kind: "assign", to: to.place, value: fitted(value, to.domain, to.place.name, node), site: siteOf(node) });
}

/** Writes any value: scalars are fitted, records and vectors copied as a whole. */
export function assignValue(at: Activation, to: View, value: Value, node: ts.Node): void {
  if (value.kind === "scalar") {
    assign(at, to, value.expression, node);
    return;
  }
  if (value.kind !== "view" || JSON.stringify(value.view.domain) !== JSON.stringify(to.domain)) {
    throw new Refused(node, "FL114", `${to.place.name} cannot be given '${excerpt(node)}'`, "assign a value of the same domain");
  }
  const size = slotsOf(to.domain);
  refuseUnlessWritable(at, to.place, node);
  at.builder.emit({ kind: "move", to: { ...to.place, size }, from: { ...value.view.place, size }, site: siteOf(node) });
}

/** @throws Refused FL108 for rigid variables in steps, FL109 for any write in a property. */
export function refuseUnlessWritable(at: Activation, { name, rigid }: Place, node: ts.Node): void {
  if (at.setting.phase === "property")
    throw new Refused(node, "FL109", `${name} is written where the state may only be looked at`, "write state in steps, wirings and initial rules only");
  if (at.setting.phase === "step" && rigid)
    throw new Refused(node, "FL108", `${name} is rigid, yet a step writes it`, "drop the write, or declare the variable without rigid()");
}
