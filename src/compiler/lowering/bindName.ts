import ts from "typescript";
import { INTEGER, relabel } from "../build.js";
import type { Expression, Temp, Type } from "../ir.js";
import { siteOf } from "../problemAt.js";
import type { Activation } from "./activation.js";
import { Refused, type Value } from "./value.js";
import { field, read, wantScalar } from "./views.js";

/** Gives a name, or the names of a destructuring, a value that does not change any more. */
export function bindName(at: Activation, name: ts.BindingName, value: Value): void {
  if (ts.isIdentifier(name)) {
    at.bindings.set(name.parent as ts.Declaration, { kind: "value", value: at.builder.pinnedValue(value, name.text) });
    return;
  }
  if (ts.isArrayBindingPattern(name)) throw new Refused(name, "FL201", "array destructuring", "take the elements out by index");
  const whole = at.builder.pinnedValue(value);
  for (const element of name.elements) {
    const key = element.propertyName ?? element.name;
    if (!ts.isIdentifier(key)) throw new Refused(element, "FL201", "a computed name in destructuring", "name each field");
    bindName(at, element.name, memberOf(whole, key.text, element));
  }
}

function memberOf(value: Value, name: string, node: ts.Node): Value {
  if (value.kind === "view") return read(field(value.view, name, node), node);
  const inner = value.kind === "object" ? value.fields[name] : undefined;
  if (inner !== undefined) return inner;
  throw new Refused(node, "FL202", `there is no '${name}' here`, "name a field or a parameter of the system");
}

/** Declares a `let` that is assigned later. Integers may take any 32-bit value; labels those of the variable's TypeScript type. */
export function bindVariable(at: Activation, name: ts.Identifier, value: Value): void {
  const first = wantScalar(value, name);
  const temp = at.builder.temp(name.text, variableType(at, name, first), false);
  at.bindings.set(name.parent as ts.Declaration, { kind: "variable", temp });
  assignVariable(at, temp, first, name);
}

/** Gives a `let` another value. */
export function assignVariable(at: Activation, temp: Temp, value: Expression, node: ts.Node): void {
  if (value.type.kind !== temp.type.kind)
    throw new Refused(node, "FL201", `'${temp.name}' is given a ${value.type.kind}, and was a ${temp.type.kind}`, "declare another variable");
  at.builder.emit({ kind: "bind", temp, value: relabel(value, temp.type), site: siteOf(node) });
}

function variableType(at: Activation, name: ts.Identifier, { type }: Expression): Type {
  if (type.kind === "integer") return INTEGER;
  if (type.kind !== "label") return type;
  const declared = at.checker.getTypeAtLocation(name);
  const parts = declared.isUnion() ? declared.types : [declared];
  const labels = parts.map((part) => (part.isStringLiteral() ? part.value : undefined));
  if (labels.every((label) => label !== undefined)) return { kind: "label", labels };
  throw new Refused(name, "FL201", `the labels that '${name.text}' may have are not known`, 'declare them: let x: "a" | "b" = "a"');
}
