import { BOOLEAN, compare, integer, label } from "../../build.js";
import type { Bounded, Expression, Place, Quantified } from "../../ir.js";
import { mapParts, mapPlace, substitute } from "../../rewrite.js";
import { both, either, FALSE, isTrue, NOWHERE, opposite, TRUE, within } from "./logic.js";

/**
 * An expression in two parts, for languages in which an evaluation cannot fail: its value, without checks, and the condition under which
 * it breaks no rule. Where the condition is false the value means nothing, and evaluating it may be an error of the target.
 */
export interface Total<T> {
  readonly value: T;
  readonly defined: Expression;
}

export function total(expression: Expression): Total<Expression> {
  return { value: unchecked(expression), defined: definedness(expression) };
}

export function totalPlace(place: Place): Total<Place> {
  return { value: mapPlace(place, unchecked), defined: indicesDefined(place) };
}

function unchecked(expression: Expression): Expression {
  return expression.op === "bounded" ? unchecked(expression.of) : mapParts(expression, unchecked);
}

function definedness(expression: Expression): Expression {
  switch (expression.op) {
    case "constant":
    case "temp":
      return TRUE;
    case "load":
      return indicesDefined(expression.place);
    case "arithmetic": {
      const { operator, left, right } = expression;
      const operands = both(definedness(left), definedness(right));
      return operator === "div" || operator === "mod" ? both(operands, isNotZero(unchecked(right))) : operands;
    }
    case "compare":
      return both(definedness(expression.left), definedness(expression.right));
    case "and":
    case "implies":
      return both(definedness(expression.left), unlessDecided(opposite(unchecked(expression.left)), expression.right));
    case "or":
      return both(definedness(expression.left), unlessDecided(unchecked(expression.left), expression.right));
    case "not":
    case "relabel":
      return definedness(expression.of);
    case "conditional":
      return ofConditional(expression);
    case "bounded":
      return both(definedness(expression.of), inBounds(expression));
    case "has":
    case "with":
    case "without":
      return both(definedness(expression.subset), definedness(expression.bit));
    case "size":
      return definedness(expression.subset);
    case "all":
    case "any":
    case "count":
      return ofQuantified(expression);
  }
}

function indicesDefined({ terms }: Place): Expression {
  return terms.map(({ index }) => definedness(index)).reduce(both, TRUE);
}

function unlessDecided(decided: Expression, right: Expression): Expression {
  return either(decided, definedness(right));
}

function isNotZero(divisor: Expression): Expression {
  const { type } = divisor;
  const never = type.kind === "integer" && (type.least > 0 || type.greatest < 0);
  return never ? TRUE : compare("!==", divisor, integer(0, divisor.site), divisor.site);
}

function inBounds({ of, least, greatest }: Bounded): Expression {
  const value = unchecked(of);
  if (value.op !== "relabel") return within(value, least, greatest);
  // A label that the domain does not have: said of the label itself, so that labels may be strings in a target.
  const { from, to } = value;
  if (from.every((text) => to.includes(text))) return TRUE;
  const known = [...new Set(from)].filter((text) => to.includes(text));
  return known.map((text) => compare("===", value.of, label(text, value.site), value.site)).reduce(either, FALSE);
}

function ofConditional({ condition, whenTrue, whenFalse }: Expression & { op: "conditional" }): Expression {
  const yes = definedness(whenTrue);
  const no = definedness(whenFalse);
  if (isTrue(yes) && isTrue(no)) return definedness(condition);
  return both(definedness(condition), {
    op: "conditional",
    type: BOOLEAN,
    condition: unchecked(condition),
    whenTrue: yes,
    whenFalse: no,
    site: condition.site,
  });
}

/** Each turn breaks no rule, unless an earlier one has decided: quantifiers go upwards and stop there. */
function ofQuantified({ op, temp, from, to, body, site }: Quantified): Expression {
  const ends = both(definedness(from), definedness(to));
  const turn = definedness(body);
  if (isTrue(turn)) return ends;
  const range = { temp, from: unchecked(from), to: unchecked(to), site, type: BOOLEAN };
  if (op === "count") return both(ends, { ...range, op: "all", body: turn });
  const earlier = { ...temp, name: `${temp.name} before` };
  const value = unchecked(body);
  const deciding = substitute(op === "all" ? opposite(value) : value, temp, { op: "temp", type: temp.type, temp: earlier, site });
  const here: Expression = { op: "temp", type: temp.type, temp, site };
  const decided: Expression = { op: "any", temp: earlier, from: range.from, to: here, body: deciding, site: NOWHERE, type: BOOLEAN };
  return both(ends, { ...range, op: "all", body: either(decided, turn) });
}
