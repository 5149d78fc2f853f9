import type { Expression, Place, Statement, Temp } from "./ir.js";

/** An expression with each of its direct parts, those of its place included, replaced. */
export function mapParts(expression: Expression, replace: (part: Expression) => Expression): Expression {
  switch (expression.op) {
    case "constant":
    case "temp":
      return expression;
    case "load":
      return { ...expression, place: mapPlace(expression.place, replace) };
    case "arithmetic":
    case "compare":
    case "and":
    case "or":
    case "implies":
      return { ...expression, left: replace(expression.left), right: replace(expression.right) };
    case "not":
    case "relabel":
    case "bounded":
      return { ...expression, of: replace(expression.of) };
    case "conditional":
      return { ...expression, condition: replace(expression.condition), whenTrue: replace(expression.whenTrue), whenFalse: replace(expression.whenFalse) };
    case "has":
    case "with":
    case "without":
      return { ...expression, subset: replace(expression.subset), bit: replace(expression.bit) };
    case "size":
      return { ...expression, subset: replace(expression.subset) };
    case "all":
    case "any":
    case "count":
      return { ...expression, from: replace(expression.from), to: replace(expression.to), body: replace(expression.body) };
  }
}

/** A place with its indices replaced. */
export function mapPlace(place: Place, replace: (index: Expression) => Expression): Place {
  return { ...place, terms: place.terms.map(({ index, stride }) => ({ index: replace(index), stride })) };
}

/** An expression in which a temporary stands for another expression. */
export function substitute(expression: Expression, temp: Temp, by: Expression): Expression {
  if (expression.op === "temp" && expression.temp === temp) return by;
  return mapParts(expression, (part) => substitute(part, temp, by));
}

/** A statement with every expression in it, those of its places and of its inner statements included, replaced. */
export function mapStatement(statement: Statement, replace: (expression: Expression) => Expression): Statement {
  const inner = (statements: readonly Statement[]): readonly Statement[] => statements.map((each) => mapStatement(each, replace));
  switch (statement.kind) {
    case "bind":
      return { ...statement, value: replace(statement.value) };
    case "assign":
      return { ...statement, to: mapPlace(statement.to, replace), value: replace(statement.value) };
    case "move":
      return { ...statement, to: mapPlace(statement.to, replace), from: mapPlace(statement.from, replace) };
    case "fill": {
      const [from, until, value] = [replace(statement.from), replace(statement.until), replace(statement.value)];
      return { ...statement, to: mapPlace(statement.to, replace), from, until, value };
    }
    case "copy": {
      const [at, start, count, value] = [replace(statement.at), replace(statement.start), replace(statement.count), replace(statement.value)];
      return { ...statement, to: mapPlace(statement.to, replace), from: mapPlace(statement.from, replace), at, start, count, value };
    }
    case "if":
      return { ...statement, condition: replace(statement.condition), whenTrue: inner(statement.whenTrue), otherwise: inner(statement.otherwise) };
    case "when":
      return { ...statement, condition: replace(statement.condition) };
    case "loop":
      return { ...statement, from: replace(statement.from), until: replace(statement.until), body: inner(statement.body) };
    case "choose":
      return { ...statement, least: replace(statement.least), greatest: replace(statement.greatest) };
    default:
      return statement;
  }
}
