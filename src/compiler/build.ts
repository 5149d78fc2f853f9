import { div, mod } from "../language/arithmetic.js";
import type { ViolationKind } from "../language/errors.js";
import type { Site } from "../language/site.js";
import type { Arithmetic, Compare, Constant, Expression, Type } from "./ir.js";

/** Expressions are made here: constants fold, and checks that cannot fail are not made. */

export const BOOLEAN: Type = { kind: "boolean" };
export const LEAST_INTEGER = -(2 ** 31);
export const GREATEST_INTEGER = 2 ** 31 - 1;
export const INTEGER: Type = { kind: "integer", least: LEAST_INTEGER, greatest: GREATEST_INTEGER };

/** The integers of an interval; an empty interval, which nothing ever has, is widened to its least. */
export function integers(least: number, greatest: number): Type {
  return { kind: "integer", least, greatest: Math.max(least, greatest) };
}

export function integer(value: number, site: Site): Constant {
  return { op: "constant", type: integers(value, value), value, site };
}

export function boolean(value: boolean, site: Site): Constant {
  return { op: "constant", type: BOOLEAN, value: value ? 1 : 0, site };
}

export function label(value: string, site: Site): Constant {
  return { op: "constant", type: { kind: "label", labels: [value] }, value: 0, site };
}

/** The text of a constant label. */
export function textOf(expression: Expression): string | undefined {
  return expression.op === "constant" && expression.type.kind === "label" ? expression.type.labels[expression.value] : undefined;
}

export function not(of: Expression, site: Site): Expression {
  if (of.op === "constant") return boolean(of.value === 0, site);
  return of.op === "not" ? of.of : { op: "not", type: BOOLEAN, of, site };
}

export function connect(op: "and" | "or" | "implies", left: Expression, right: Expression, site: Site): Expression {
  if (op === "implies") return { op, type: BOOLEAN, left, right, site };
  const deciding = op === "or" ? 1 : 0;
  if (left.op === "constant") return left.value === deciding ? left : right;
  if (right.op === "constant" && right.value !== deciding) return left;
  return { op, type: BOOLEAN, left, right, site };
}

export function conditional(condition: Expression, whenTrue: Expression, whenFalse: Expression, site: Site): Expression {
  if (condition.op === "constant") return condition.value === 1 ? whenTrue : whenFalse;
  const type = join(whenTrue.type, whenFalse.type);
  return { op: "conditional", type, condition, whenTrue: relabel(whenTrue, type), whenFalse: relabel(whenFalse, type), site };
}

/** A type that has the values of both. They are of one kind. */
export function join(a: Type, b: Type): Type {
  if (a.kind === "integer" && b.kind === "integer") return integers(Math.min(a.least, b.least), Math.max(a.greatest, b.greatest));
  if (a.kind === "label" && b.kind === "label") return { kind: "label", labels: [...new Set([...a.labels, ...b.labels])] };
  return a;
}

/** The same label, numbered as in `type`; -1 where it has no such label. Other values are left alone. */
export function relabel(of: Expression, type: Type): Expression {
  if (of.type.kind !== "label" || type.kind !== "label" || sameLabels(of.type, type)) return of;
  const { labels: from } = of.type;
  if (of.op === "constant") return { ...of, type, value: type.labels.indexOf(from[of.value] as string) };
  return { op: "relabel", type, of, from, to: type.labels, site: of.site };
}

function sameLabels(a: Type & { kind: "label" }, b: Type & { kind: "label" }): boolean {
  if (a.labels === b.labels) return true;
  return a.labels.length === b.labels.length && a.labels.every((text, index) => text === b.labels[index]);
}

/** The value, checked against bounds unless its type says that it keeps them. */
export function bounded(of: Expression, least: number, greatest: number, violation: ViolationKind, what: string): Expression {
  const { type, site } = of;
  if (type.kind === "integer" && type.least >= least && type.greatest <= greatest) return of;
  const within = type.kind === "integer" ? integers(Math.max(least, type.least), Math.min(greatest, type.greatest)) : type;
  return { op: "bounded", type: within, of, least, greatest, violation, what, site };
}

/** A sum, difference, product, quotient, remainder, minimum or maximum of two integers; beyond 32 bits it is a violation. */
export function arithmetic(operator: Arithmetic["operator"], left: Expression, right: Expression, site: Site): Expression {
  const [least, greatest] = interval(operator, boundsOf(left), boundsOf(right));
  const fits = least >= LEAST_INTEGER && greatest <= GREATEST_INTEGER;
  if (left.op === "constant" && right.op === "constant" && fits && !(isDivision(operator) && right.value === 0)) {
    return integer(compute(operator, left.value, right.value), site);
  }
  const made: Expression = { op: "arithmetic", type: integers(least, greatest), operator, left, right, site };
  return bounded(made, LEAST_INTEGER, GREATEST_INTEGER, "overflow", operator);
}

function isDivision(operator: Arithmetic["operator"]): boolean {
  return operator === "div" || operator === "mod";
}

/** What an operator computes: exact integers. */
export function compute(operator: Arithmetic["operator"], left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "div":
      return div(left, right);
    case "mod":
      return mod(left, right);
    case "min":
      return Math.min(left, right);
    case "max":
      return Math.max(left, right);
  }
}

type Interval = readonly [least: number, greatest: number];

/** The least and the greatest value of an integer expression. */
export function boundsOf({ type }: Expression): Interval {
  return type.kind === "integer" ? [type.least, type.greatest] : [LEAST_INTEGER, GREATEST_INTEGER];
}

function interval(operator: Arithmetic["operator"], [a, b]: Interval, [c, d]: Interval): Interval {
  switch (operator) {
    case "+":
      return [a + c, b + d];
    case "-":
      return [a - d, b - c];
    case "*":
      return hull([a * c, a * d, b * c, b * d]);
    case "min":
      return [Math.min(a, c), Math.min(b, d)];
    case "max":
      return [Math.max(a, c), Math.max(b, d)];
    case "div":
      return hull([a, b].flatMap((dividend) => divisors(c, d).map((divisor) => Math.floor(dividend / divisor))));
    case "mod":
      return remainders([a, b], [c, d]);
  }
}

/** The divisors at which a quotient is extreme. Zero is a violation, so it yields nothing. */
function divisors(least: number, greatest: number): readonly number[] {
  const extreme = [least, -1, 1, greatest].filter((divisor) => divisor !== 0 && divisor >= least && divisor <= greatest);
  return extreme.length > 0 ? extreme : [1];
}

function remainders([a, b]: Interval, [c, d]: Interval): Interval {
  const least = c < 0 ? c + 1 : 0;
  const greatest = d > 0 ? d - 1 : 0;
  return a >= 0 && c >= 0 ? [0, Math.min(greatest, b)] : [least, greatest];
}

function hull(values: readonly number[]): Interval {
  return [Math.min(...values), Math.max(...values)];
}

/** A comparison of two values of one kind; labels are compared in the numbering of the left side. */
export function compare(operator: Compare["operator"], left: Expression, right: Expression, site: Site): Expression {
  const [a, b] = alike(left, right);
  if (a.op === "constant" && b.op === "constant") return boolean(decide(operator, a.value, b.value), site);
  const known = settled(operator, a, b);
  return known === undefined ? { op: "compare", type: BOOLEAN, operator, left: a, right: b, site } : boolean(known, site);
}

function alike(left: Expression, right: Expression): readonly [Expression, Expression] {
  return left.op === "constant" ? [relabel(left, right.type), right] : [left, relabel(right, left.type)];
}

/** Adds labels to the type of a result that is still being collected: numbers already given stay. */
export function collect(into: Type, from: Type): void {
  if (into.kind !== "label" || from.kind !== "label") return;
  const labels = into.labels as string[];
  for (const text of from.labels) if (!labels.includes(text)) labels.push(text);
}

/** A label that the other side never has decides a comparison. */
function settled(operator: Compare["operator"], left: Expression, right: Expression): boolean | undefined {
  const foreign = [left, right].some((side) => side.op === "constant" && side.type.kind === "label" && side.value < 0);
  return foreign ? operator === "!==" : undefined;
}

/** What a comparison says of two integers. */
export function decide(operator: Compare["operator"], left: number, right: number): boolean {
  switch (operator) {
    case "===":
      return left === right;
    case "!==":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
