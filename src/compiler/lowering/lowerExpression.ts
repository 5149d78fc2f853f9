import ts from "typescript";
import {
  arithmetic,
  BOOLEAN,
  boolean,
  compare,
  conditional,
  connect,
  GREATEST_INTEGER,
  integer,
  join,
  LEAST_INTEGER,
  label,
  not,
  relabel,
  textOf,
} from "../build.js";
import type { Expression, Statement } from "../ir.js";
import { meaningOf, meaningOfMember } from "../meaning.js";
import { excerpt, siteOf } from "../problemAt.js";
import { refusedOperator } from "../subset.js";
import type { Activation } from "./activation.js";
import { lowerCall } from "./lowerCall.js";
import { NOTHING, Refused, scalar, type Value } from "./value.js";
import { element, field, read, wantBoolean, wantInteger, wantScalar } from "./views.js";

const K = ts.SyntaxKind;

/** The value of an expression of a body. What has to be done first is appended to the open block. */
export function lowerExpression(at: Activation, node: ts.Expression): Value {
  const value = read(lowerReference(at, node), node);
  return at.setting.mutation?.value(at, node, value) ?? value;
}

/** The same, but a variable of the state stays a reference to it, even a scalar one: the target of an assignment. */
export function lowerReference(at: Activation, node: ts.Expression): Value {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
    return lowerReference(at, node.expression);
  }
  if (ts.isIdentifier(node)) return lowerName(at, node);
  if (ts.isPropertyAccessExpression(node)) return lowerProperty(at, node);
  if (ts.isElementAccessExpression(node)) return lowerElement(at, node);
  if (ts.isNumericLiteral(node)) return lowerNumber(node);
  if (ts.isStringLiteral(node)) return scalar(label(node.text, siteOf(node)));
  if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return scalar(boolean(node.kind === K.TrueKeyword, siteOf(node)));
  if (ts.isPrefixUnaryExpression(node)) return scalar(lowerUnary(at, node));
  if (ts.isBinaryExpression(node)) return scalar(lowerBinary(at, node));
  if (ts.isConditionalExpression(node)) return lowerConditional(at, node);
  if (ts.isCallExpression(node)) return lowerCall(at, node);
  if (ts.isArrayLiteralExpression(node)) return { kind: "list", items: node.elements.flatMap((item) => lowerItem(at, item)) };
  if (ts.isObjectLiteralExpression(node)) return lowerObject(at, node);
  throw new Refused(node, "FL201", `'${excerpt(node)}'`, "expressions are literals, state, + - *, comparisons, && || !, ?: and calls");
}

/** A condition. */
export function lowerCondition(at: Activation, node: ts.Expression): Expression {
  return wantBoolean(wantScalar(lowerExpression(at, node), node), node);
}

/**
 * Several values, from left to right. Where one of them takes statements (a helper that chooses or loops), those before it are given
 * names first, so that everything is still evaluated in order.
 */
export function lowerOperands(at: Activation, nodes: readonly ts.Expression[]): readonly Value[] {
  let values: Value[] = [];
  for (const node of nodes) {
    const { result, statements } = at.builder.capture(() => lowerExpression(at, node));
    if (statements.length > 0) values = values.map((value) => at.builder.pinnedValue(value));
    at.builder.emit(...statements);
    values.push(result);
  }
  return values;
}

/** Several integers, from left to right. */
export function lowerIntegers(at: Activation, nodes: readonly ts.Expression[]): readonly Expression[] {
  return lowerOperands(at, nodes).map((value, index) => {
    const node = nodes[index] as ts.Expression;
    return wantInteger(wantScalar(value, node), node);
  });
}

function lowerName(at: Activation, node: ts.Identifier): Value {
  const meaning = meaningOf(node, at.body, at.checker);
  if (meaning.kind === "local") return lowerLocal(at, node, meaning.declaration);
  if (meaning.kind === "constant") return lowerExpression(at, meaning.initializer);
  if (meaning.kind === "refused") throw new Refused(node, meaning.code, meaning.message, meaning.hint);
  throw new Refused(node, "FL201", `the function '${node.text}' as a value`, "call it");
}

function lowerLocal(at: Activation, node: ts.Identifier, declaration: ts.Declaration): Value {
  const binding = at.bindings.get(declaration);
  if (binding === undefined) throw new Refused(node, "FL202", `'${node.text}' has no value here`, "declare it before it is used");
  if (binding.kind === "value") return binding.value;
  return scalar({ op: "temp", type: binding.temp.type, temp: binding.temp, site: siteOf(node) });
}

function lowerProperty(at: Activation, node: ts.PropertyAccessExpression): Value {
  const member = meaningOfMember(node, at.body, at.checker);
  if (member?.kind === "constant") return lowerExpression(at, member.initializer);
  const object = lowerExpression(at, node.expression);
  return memberOf(object, node.name.text, node);
}

function memberOf(object: Value, name: string, node: ts.Node): Value {
  if (object.kind === "view" && object.view.domain.kind === "subset" && name === "size") {
    const subset = subsetOf(object, node);
    return scalar({ op: "size", type: { kind: "integer", least: 0, greatest: object.view.domain.members.length }, subset, site: siteOf(node) });
  }
  if (object.kind === "view") return field(object.view, name, node);
  if (object.kind === "list" && name === "length") return scalar(integer(object.items.length, siteOf(node)));
  const inner = object.kind === "object" ? object.fields[name] : undefined;
  if (inner !== undefined) return inner;
  throw new Refused(node, "FL202", `'${excerpt(node)}': there is no '${name}'`, "name a variable, a field or a parameter of the system");
}

/** The bits of a subset. */
export function subsetOf(value: Value, node: ts.Node): Expression {
  if (value.kind !== "view" || value.view.domain.kind !== "subset")
    throw new Refused(node, "FL201", `'${excerpt(node)}' is no subset`, "has, add, delete, clear and size are for subsets");
  return { op: "load", type: { kind: "subset", members: value.view.domain.members }, place: value.view.place, site: siteOf(node) };
}

function lowerElement(at: Activation, node: ts.ElementAccessExpression): Value {
  const [object, index] = lowerOperands(at, [node.expression, node.argumentExpression]) as [Value, Value];
  const key = wantScalar(index, node.argumentExpression);
  const text = textOf(key);
  if (text !== undefined) return memberOf(object, text, node);
  if (object.kind === "view") return element(object.view, key, node.argumentExpression);
  const item = object.kind === "list" && key.op === "constant" ? object.items[key.value] : undefined;
  if (item !== undefined) return item;
  throw new Refused(
    node,
    "FL201",
    `'${excerpt(node)}': which element it means cannot be told`,
    "index a constant with a constant, or keep the values in a vector",
  );
}

function lowerNumber(node: ts.NumericLiteral): Value {
  const value = Number(node.text);
  if (Number.isInteger(value) && value <= GREATEST_INTEGER && value >= LEAST_INTEGER) return scalar(integer(value, siteOf(node)));
  throw new Refused(node, "FL201", `the number ${node.getText()}`, "numbers are 32-bit integers");
}

function lowerUnary(at: Activation, node: ts.PrefixUnaryExpression): Expression {
  if (node.operator === K.ExclamationToken) return not(lowerCondition(at, node.operand), siteOf(node));
  const [operand] = lowerIntegers(at, [node.operand]) as [Expression];
  if (node.operator === K.MinusToken) return arithmetic("-", integer(0, siteOf(node)), operand, siteOf(node));
  throw new Refused(node, "FL201", `'${excerpt(node)}'`, "use + - * div mod, comparisons, && || and !");
}

function lowerBinary(at: Activation, node: ts.BinaryExpression): Expression {
  const kind = node.operatorToken.kind;
  if (kind === K.AmpersandAmpersandToken || kind === K.BarBarToken) {
    return decided(at, kind === K.BarBarToken ? "or" : "and", lowerCondition(at, node.left), () => lowerCondition(at, node.right), node);
  }
  const [left, right] = lowerOperands(at, [node.left, node.right]) as [Value, Value];
  const a = wantScalar(left, node.left);
  const b = wantScalar(right, node.right);
  const site = siteOf(node);
  if (kind === K.EqualsEqualsEqualsToken || kind === K.ExclamationEqualsEqualsToken) {
    if (a.type.kind !== b.type.kind)
      throw new Refused(node, "FL201", `'${excerpt(node)}' compares a ${a.type.kind} with a ${b.type.kind}`, "compare values of one kind");
    return compare(kind === K.EqualsEqualsEqualsToken ? "===" : "!==", a, b, site);
  }
  wantInteger(a, node.left);
  wantInteger(b, node.right);
  const order = ORDERS[kind];
  if (order !== undefined) return compare(order, a, b, site);
  const operator = OPERATORS[kind];
  if (operator !== undefined) return arithmetic(operator, a, b, site);
  const refused = refusedOperator(kind);
  throw new Refused(node.operatorToken, "FL201", refused?.message ?? `'${excerpt(node)}'`, refused?.hint ?? "use + - * div mod, comparisons, && || and !");
}

const ORDERS: Readonly<Partial<Record<ts.SyntaxKind, "<" | "<=" | ">" | ">=">>> = {
  [K.LessThanToken]: "<",
  [K.LessThanEqualsToken]: "<=",
  [K.GreaterThanToken]: ">",
  [K.GreaterThanEqualsToken]: ">=",
};

const OPERATORS: Readonly<Partial<Record<ts.SyntaxKind, "+" | "-" | "*">>> = { [K.PlusToken]: "+", [K.MinusToken]: "-", [K.AsteriskToken]: "*" };

/** `&&`, `||` and `implies`: the right side is lowered, and later evaluated, only where the left side does not decide. */
export function decided(at: Activation, op: "and" | "or" | "implies", left: Expression, lowerRight: () => Expression, node: ts.Node): Expression {
  const site = siteOf(node);
  const deciding = op === "or" ? 1 : 0;
  if (left.op === "constant" && left.value === deciding) {
    // An implication that is never put to the test has to be seen all the same: it makes its property vacuous.
    return op === "implies" && at.setting.phase === "property" ? connect(op, left, boolean(true, site), site) : boolean(op !== "and", site);
  }
  const { result: right, statements } = at.builder.capture(lowerRight);
  if (statements.length === 0) return connect(op, left, right, site);
  const temp = at.builder.temp(op, BOOLEAN, true);
  const whole: Expression = { op: "temp", type: BOOLEAN, temp, site };
  const settled: Statement = { kind: "bind", temp, value: boolean(op !== "and", site), site };
  const witness: readonly Statement[] = op === "implies" ? [{ kind: "witness", site }] : [];
  const rest: readonly Statement[] = [...witness, ...statements, { kind: "bind", temp, value: right, site }];
  at.builder.emit({ kind: "if", condition: op === "or" ? not(left, site) : left, whenTrue: rest, otherwise: [settled], site });
  return whole;
}

function lowerConditional(at: Activation, node: ts.ConditionalExpression): Value {
  const condition = lowerCondition(at, node.condition);
  if (condition.op === "constant") return lowerExpression(at, condition.value === 1 ? node.whenTrue : node.whenFalse);
  const yes = at.builder.capture(() => wantScalar(lowerExpression(at, node.whenTrue), node.whenTrue));
  const no = at.builder.capture(() => wantScalar(lowerExpression(at, node.whenFalse), node.whenFalse));
  const site = siteOf(node);
  if (yes.result.type.kind !== no.result.type.kind)
    throw new Refused(node, "FL201", `'${excerpt(node)}' is of two kinds`, "give both sides of ?: one kind of value");
  if (yes.statements.length + no.statements.length === 0) return scalar(conditional(condition, yes.result, no.result, site));
  const type = join(yes.result.type, no.result.type);
  const temp = at.builder.temp("either", type, true);
  const bind = (value: Expression): Statement => ({ kind: "bind", temp, value: relabel(value, type), site });
  at.builder.emit({ kind: "if", condition, whenTrue: [...yes.statements, bind(yes.result)], otherwise: [...no.statements, bind(no.result)], site });
  return scalar({ op: "temp", type, temp, site });
}

function lowerItem(at: Activation, node: ts.Expression): readonly Value[] {
  if (!ts.isSpreadElement(node)) return [lowerExpression(at, node)];
  const spread = lowerExpression(at, node.expression);
  if (spread.kind === "list") return spread.items;
  throw new Refused(node, "FL201", `'${excerpt(node)}': only constant arrays can be spread`, "write the elements out");
}

function lowerObject(at: Activation, node: ts.ObjectLiteralExpression): Value {
  const names: string[] = [];
  const nodes: ts.Expression[] = [];
  for (const property of node.properties) {
    const isField = ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property);
    if (!isField || ts.isComputedPropertyName(property.name))
      throw new Refused(property, "FL201", `'${excerpt(property)}' in an object`, "write each field as name: value");
    names.push((property.name as ts.Identifier | ts.StringLiteral).text);
    nodes.push(ts.isPropertyAssignment(property) ? property.initializer : property.name);
  }
  const values = lowerOperands(at, nodes);
  return { kind: "object", fields: Object.fromEntries(names.map((name, index) => [name, values[index] ?? NOTHING])) };
}
