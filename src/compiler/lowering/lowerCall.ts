import ts from "typescript";
import type { ClosedDomain } from "../../language/domain.js";
import { arithmetic, BOOLEAN, bounded, boundsOf, GREATEST_INTEGER, integer, integers, not, relabel, textOf } from "../build.js";
import { bare } from "../checkSyntax.js";
import type { Expression, Statement, Temp, Type } from "../ir.js";
import { type Meaning, meaningOf, meaningOfMember, type Primitive } from "../meaning.js";
import { excerpt, siteOf } from "../problemAt.js";
import type { Activation } from "./activation.js";
import { assign, refuseUnlessWritable } from "./assign.js";
import { inline } from "./inline.js";
import { decided, lowerCondition, lowerExpression, lowerIntegers, lowerOperands, subsetOf } from "./lowerExpression.js";
import { NOTHING, Refused, scalar, type Value, type View } from "./value.js";
import { bitOf, fitted, typeOf, wantBoolean, wantInteger, wantScalar, wantView } from "./views.js";

/** A call in a body: of a helper, of a word of the language, of a choice, of a subset's method. */
export function lowerCall(at: Activation, node: ts.CallExpression): Value {
  const callee = bare(node.expression);
  if (ts.isIdentifier(callee)) return lowerNamed(at, node, meaningOf(callee, at.body, at.checker));
  if (!ts.isPropertyAccessExpression(callee)) throw noSource(callee);
  const member = meaningOfMember(callee, at.body, at.checker);
  if (member !== undefined) return lowerNamed(at, node, member);
  const object = lowerExpression(at, callee.expression);
  if (object.kind === "choose") return lowerChoice(at, node, callee.name.text);
  return lowerSubsetMethod(at, node, object, callee.name.text);
}

function noSource(node: ts.Node): Refused {
  return new Refused(node, "FL206", `a call of '${excerpt(node)}'`, "call a function by the name under which it is declared");
}

function lowerNamed(at: Activation, node: ts.CallExpression, meaning: Meaning): Value {
  if (meaning.kind === "refused") throw new Refused(node.expression, meaning.code, meaning.message, meaning.hint);
  if (meaning.kind === "primitive") {
    refuseOtherThan(ARGUMENTS[meaning.name], node);
    at.builder.calls.add(meaning.name);
    return lowerPrimitive(at, node, meaning.name);
  }
  if (meaning.kind !== "helper") throw noSource(node.expression);
  if (at.callers.includes(meaning.function)) {
    throw new Refused(node.expression, "FL205", `${meaning.name}() calls itself`, "write a loop with visible bounds, or make each round a step");
  }
  at.builder.calls.add(meaning.name);
  return inline(at, meaning.function, lowerOperands(at, node.arguments), node);
}

/** How many arguments each word takes. */
const ARGUMENTS: Readonly<Record<Primitive, number>> = { div: 2, mod: 2, min: 2, max: 2, all: 3, any: 3, count: 3, implies: 2, fill: 4, copy: 5, when: 1 };
const CHOICE_ARGUMENTS: Readonly<Record<string, number>> = { number: 3, oneOf: 2, flag: 1 };

function refuseOtherThan(wanted: number, node: ts.CallExpression): void {
  if (node.arguments.length === wanted) return;
  throw new Refused(
    node,
    "FL201",
    `'${excerpt(node)}' has ${node.arguments.length} arguments, and takes ${wanted}`,
    "see the table of expressions in src/language/README.md",
  );
}

function lowerPrimitive(at: Activation, node: ts.CallExpression, name: Primitive): Value {
  switch (name) {
    case "div":
    case "mod":
    case "min":
    case "max": {
      const [left, right] = lowerIntegers(at, node.arguments) as [Expression, Expression];
      return scalar(arithmetic(name, left, right, siteOf(node)));
    }
    case "all":
    case "any":
    case "count":
      return scalar(lowerQuantifier(at, node, name));
    case "implies": {
      at.builder.implications = true;
      const [condition, consequence] = node.arguments as unknown as [ts.Expression, ts.Expression];
      return scalar(decided(at, "implies", lowerCondition(at, condition), () => lowerPredicate(at, consequence, []), node));
    }
    case "when":
      return lowerWhen(at, node);
    case "fill":
      return lowerFill(at, node);
    case "copy":
      return lowerCopy(at, node);
  }
}

function lowerWhen(at: Activation, node: ts.CallExpression): Value {
  if (at.setting.phase === "property") throw new Refused(node, "FL109", "when() in a property", "when() narrows steps: use implies, or && and ||");
  const condition = lowerCondition(at, node.arguments[0] as ts.Expression);
  if (condition.op !== "constant" || condition.value === 0) at.builder.emit({ kind: "when", condition, site: siteOf(node) });
  return NOTHING;
}

/** The arrow function that a quantifier or an implication is given, applied to values. */
function lowerPredicate(at: Activation, node: ts.Expression, values: readonly Value[]): Expression {
  const arrow = bare(node);
  if (!ts.isArrowFunction(arrow)) throw new Refused(node, "FL201", `'${excerpt(node)}' where an arrow function is wanted`, "write the arrow function in place");
  return wantBoolean(wantScalar(inline(at, arrow, values, node), node), node);
}

function lowerQuantifier(at: Activation, node: ts.CallExpression, op: "all" | "any" | "count"): Expression {
  const [fromNode, toNode, predicate] = node.arguments as unknown as [ts.Expression, ts.Expression, ts.Expression];
  const [from, to] = lowerIntegers(at, [fromNode, toNode]) as [Expression, Expression];
  const site = siteOf(node);
  const temp = at.builder.temp("index", integers(boundsOf(from)[0], boundsOf(to)[1] - 1), true);
  const index: Expression = { op: "temp", type: temp.type, temp, site };
  const { result: body, statements } = at.builder.capture(() => lowerPredicate(at, predicate, [scalar(index)]));
  const most = Math.max(0, boundsOf(to)[1] - boundsOf(from)[0]);
  if (statements.length === 0) return { op, type: op === "count" ? integers(0, most) : BOOLEAN, temp, from, to, body, site };
  if (op === "count") return countingLoop(at, { temp, from, to, body, statements, node, most });
  const decisive = at.builder.temp(op === "all" ? "failed" : "found", BOOLEAN, false);
  const seen: Expression = { op: "temp", type: BOOLEAN, temp: decisive, site };
  at.builder.emit({ kind: "bind", temp: decisive, value: { op: "constant", type: BOOLEAN, value: 0, site }, site });
  const turn: readonly Statement[] = [...statements, { kind: "bind", temp: decisive, value: op === "all" ? not(body, site) : body, site }];
  at.builder.emit({ kind: "loop", temp, from, until: to, step: 1, body: turn, stop: [decisive], site });
  return op === "all" ? not(seen, site) : seen;
}

interface Counting {
  readonly temp: Temp;
  readonly from: Expression;
  readonly to: Expression;
  readonly body: Expression;
  readonly statements: readonly Statement[];
  readonly node: ts.Node;
  readonly most: number;
}

function countingLoop(at: Activation, { temp, from, to, body, statements, node, most }: Counting): Expression {
  const site = siteOf(node);
  const total = at.builder.temp("count", integers(0, most), false);
  const sum: Expression = { op: "temp", type: total.type, temp: total, site };
  const more: Statement = {
    kind: "bind",
    temp: total,
    value: { op: "arithmetic", type: total.type, operator: "+", left: sum, right: integer(1, site), site },
    site,
  };
  at.builder.emit({ kind: "bind", temp: total, value: integer(0, site), site });
  const turn: readonly Statement[] = [...statements, { kind: "if", condition: body, whenTrue: [more], otherwise: [], site }];
  at.builder.emit({ kind: "loop", temp, from, until: to, step: 1, body: turn, stop: [], site });
  return sum;
}

function lowerChoice(at: Activation, node: ts.CallExpression, method: string): Value {
  const wanted = CHOICE_ARGUMENTS[method];
  if (wanted === undefined) throw noSource(node.expression);
  refuseOtherThan(wanted, node);
  const labelNode = node.arguments[0] as ts.Expression;
  const label = textOf(wantScalar(lowerExpression(at, labelNode), labelNode));
  if (label === undefined) throw new Refused(labelNode, "FL201", `the label '${excerpt(labelNode)}' is not known`, "name a choice by a string in quotes");
  const site = siteOf(node);
  const choose = (type: Type, least: Expression, greatest: Expression): Expression => {
    const temp = at.builder.temp(label, type, true);
    at.builder.emit({ kind: "choose", label, temp, least, greatest, site });
    return { op: "temp", type, temp, site };
  };
  if (method === "flag") return scalar(choose(BOOLEAN, integer(0, site), integer(1, site)));
  if (method === "number") {
    const [least, greatest] = lowerIntegers(at, node.arguments.slice(1)) as [Expression, Expression];
    return scalar(choose(integers(boundsOf(least)[0], boundsOf(greatest)[1]), least, greatest));
  }
  const options = optionsOf(at, node.arguments[1] as ts.Expression);
  const chosen = choose({ kind: "label", labels: options }, integer(0, site), integer(options.length - 1, site));
  return scalar(relabel(chosen, { kind: "label", labels: [...new Set(options)] }));
}

function optionsOf(at: Activation, node: ts.Expression): readonly string[] {
  const list = lowerExpression(at, node);
  const texts = list.kind === "list" ? list.items.map((item) => (item.kind === "scalar" ? textOf(item.expression) : undefined)) : [undefined];
  if (texts.every((text) => text !== undefined)) return texts;
  throw new Refused(
    node,
    "FL201",
    `the options '${excerpt(node)}' are not known`,
    "write an array of labels in place, or name a constant one; use choose.number and if for options that depend on the state",
  );
}

function lowerSubsetMethod(at: Activation, node: ts.CallExpression, object: Value, method: string): Value {
  const subset = subsetOf(object, node.expression);
  const view = wantView(object, node.expression);
  const site = siteOf(node);
  const members = view.domain.kind === "subset" ? view.domain.members : [];
  if (method === "clear") {
    assign(at, view, { op: "constant", type: subset.type, value: 0, site }, node);
    return NOTHING;
  }
  const [argument] = node.arguments;
  if (argument === undefined || !(method === "has" || method === "add" || method === "delete")) throw noSource(node.expression);
  const pinned = at.builder.pinnedView(view);
  const bit = bitOf(wantScalar(lowerExpression(at, argument), argument), members, view.place.name, argument);
  const bits = { ...subset, place: pinned.place } as Expression;
  if (method === "has") return scalar({ op: "has", type: BOOLEAN, subset: bits, bit, site });
  assign(at, pinned, { op: method === "add" ? "with" : "without", type: subset.type, subset: bits, bit, site }, node);
  return NOTHING;
}

function vectorOf(value: Value, node: ts.Expression): { readonly view: View; readonly length: number; readonly element: ClosedDomain } {
  const view = wantView(value, node);
  if (view.domain.kind === "vector" && typeOf(view.domain.element) !== undefined) return { view, length: view.domain.length, element: view.domain.element };
  throw new Refused(node, "FL201", `'${excerpt(node)}' is no vector of plain values`, "fill and copy work on vectors of booleans, integers or labels");
}

function lowerFill(at: Activation, node: ts.CallExpression): Value {
  const nodes = node.arguments as unknown as [ts.Expression, ts.Expression, ts.Expression, ts.Expression];
  const values = lowerOperands(at, nodes);
  const into = vectorOf(values[0] as Value, nodes[0]);
  refuseUnlessWritable(at, into.view.place, node);
  const from = wantInteger(wantScalar(values[1] as Value, nodes[1]), nodes[1]);
  const until = wantInteger(wantScalar(values[2] as Value, nodes[2]), nodes[2]);
  const raw = at.builder.pinned(wantScalar(values[3] as Value, nodes[3]));
  const value = fitted(raw, into.element, `${into.view.place.name}[]`, nodes[3]);
  at.builder.emit({ kind: "fill", to: elementPlace(into.view), length: into.length, from, until, value, site: siteOf(node) });
  return NOTHING;
}

function lowerCopy(at: Activation, node: ts.CallExpression): Value {
  const nodes = node.arguments as unknown as [ts.Expression, ts.Expression, ts.Expression, ts.Expression, ts.Expression];
  const values = lowerOperands(at, nodes);
  const into = vectorOf(values[0] as Value, nodes[0]);
  const source = vectorOf(values[2] as Value, nodes[2]);
  refuseUnlessWritable(at, into.view.place, node);
  const [start, begin, length] = [1, 3, 4].map((index) =>
    wantInteger(wantScalar(values[index] as Value, nodes[index] as ts.Expression), nodes[index] as ts.Expression),
  );
  const site = siteOf(node);
  const element = at.builder.temp("element", typeOf(source.element) as Type, true);
  at.builder.emit({
    kind: "copy",
    to: elementPlace(into.view),
    toLength: into.length,
    at: start as Expression,
    from: elementPlace(source.view),
    fromLength: source.length,
    start: begin as Expression,
    count: bounded(length as Expression, 0, GREATEST_INTEGER, "domain", "the length of a copy"),
    element,
    value: fitted({ op: "temp", type: element.type, temp: element, site }, into.element, `${into.view.place.name}[]`, nodes[0]),
    site,
  });
  return NOTHING;
}

/** The whole vector, named as its elements are. */
function elementPlace({ place }: View): View["place"] {
  return { ...place, name: `${place.name}[]` };
}
