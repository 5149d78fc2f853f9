import type { Site } from "../../../language/site.js";
import { BOOLEAN, boolean, compare, integer, not } from "../../build.js";
import type { Expression } from "../../ir.js";

/** Where no place in a specification is meant. */
export const NOWHERE: Site = { file: "", line: 0, column: 0 };

export const TRUE: Expression = boolean(true, NOWHERE);
export const FALSE: Expression = boolean(false, NOWHERE);

export function isTrue(expression: Expression): boolean {
  return expression.op === "constant" && expression.type.kind === "boolean" && expression.value === 1;
}

/** Conditions that cannot fail to have a value, connected: constants fold on both sides. The right side is evaluated only where the left is true. */
export function both(left: Expression, right: Expression): Expression {
  if (left.op === "constant") return left.value === 1 ? right : left;
  return isTrue(right) ? left : { op: "and", type: BOOLEAN, left, right, site: left.site };
}

/** The right side is evaluated only where the left is false. */
export function either(left: Expression, right: Expression): Expression {
  if (left.op === "constant") return left.value === 1 ? left : right;
  return isTrue(right) ? right : { op: "or", type: BOOLEAN, left, right, site: left.site };
}

export function opposite(of: Expression): Expression {
  return not(of, of.site);
}

/** `least <= of <= greatest`, as far as the type of `of` does not say so already. */
export function within(of: Expression, least: number, greatest: number): Expression {
  const known = of.type.kind === "integer" ? of.type : { least: Number.NEGATIVE_INFINITY, greatest: Number.POSITIVE_INFINITY };
  const low = known.least >= least ? TRUE : compare(">=", of, integer(least, of.site), of.site);
  const high = known.greatest <= greatest ? TRUE : compare("<=", of, integer(greatest, of.site), of.site);
  return both(low, high);
}
