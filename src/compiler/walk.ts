import type { Expression, Place, Statement } from "./ir.js";

/** What a walk over statements meets; each is called before the parts of what it is given. */
export interface Visitor {
  readonly expression?: (expression: Expression) => void;
  readonly statement?: (statement: Statement) => void;
  /** A place that is read as a whole (`from` of a copy) or in part. */
  readonly read?: (place: Place) => void;
  readonly write?: (place: Place) => void;
}

/** Visits statements with all their parts, in order. */
export function walk(statements: readonly Statement[], visitor: Visitor): void {
  for (const statement of statements) walkStatement(statement, visitor);
}

function walkStatement(statement: Statement, visitor: Visitor): void {
  visitor.statement?.(statement);
  for (const expression of expressionsOf(statement)) walkExpression(expression, visitor);
  if ("to" in statement) {
    visitor.write?.(statement.to);
    walkIndices(statement.to, visitor);
  }
  if (statement.kind === "move" || statement.kind === "copy") {
    visitor.read?.(statement.from);
    walkIndices(statement.from, visitor);
  }
  if (statement.kind === "if") {
    walk(statement.whenTrue, visitor);
    walk(statement.otherwise, visitor);
  }
  if (statement.kind === "loop") walk(statement.body, visitor);
}

/** The expressions that a statement evaluates itself, without those of the statements in it and the indices of its places. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "bind":
    case "assign":
      return [statement.value];
    case "fill":
      return [statement.from, statement.until, statement.value];
    case "copy":
      return [statement.at, statement.start, statement.count, statement.value];
    case "if":
    case "when":
      return [statement.condition];
    case "loop":
      return [statement.from, statement.until];
    case "choose":
      return [statement.least, statement.greatest];
    default:
      return [];
  }
}

/** Visits an expression with all its parts. */
export function walkExpression(expression: Expression, visitor: Visitor): void {
  visitor.expression?.(expression);
  if (expression.op === "load") {
    visitor.read?.(expression.place);
    walkIndices(expression.place, visitor);
  }
  for (const operand of operandsOf(expression)) walkExpression(operand, visitor);
}

function walkIndices({ terms }: Place, visitor: Visitor): void {
  for (const { index } of terms) walkExpression(index, visitor);
}

/** The operands of an expression, in the order of evaluation. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case "arithmetic":
    case "compare":
    case "and":
    case "or":
    case "implies":
      return [expression.left, expression.right];
    case "not":
    case "relabel":
    case "bounded":
      return [expression.of];
    case "conditional":
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case "has":
    case "with":
    case "without":
      return [expression.subset, expression.bit];
    case "size":
      return [expression.subset];
    case "all":
    case "any":
    case "count":
      return [expression.from, expression.to, expression.body];
    default:
      return [];
  }
}
