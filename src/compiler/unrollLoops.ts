import type { Site } from "../language/site.js";
import { arithmetic, compare, connect, integer, not } from "./build.js";
import type { Constant, Expression, Loop, Place, PropertyProgram, Quantified, Statement, Temp } from "./ir.js";
import { mapParts, mapStatement } from "./rewrite.js";
import { walk, walkExpression } from "./walk.js";

/** Expressions that a loop may be written out to: what would be larger stays a loop. */
const MOST_EXPRESSIONS = 400;

/** Temporaries whose values are known. */
type Known = ReadonlyMap<Temp, Constant>;

/**
 * A property whose loops with known ends are written out, one turn after the other, with the counter put in. Where an index is known there is no shift to
 * compute and no table of places to ask, which is most of what a property of all elements of a vector costs. It says the same, and breaks the same rules.
 */
export function unrollLoops(property: PropertyProgram): PropertyProgram {
  const known = new Map<Temp, Constant>();
  const statements = unrollBlock(property.program.statements, known);
  return { ...property, program: { ...property.program, statements }, value: fold(property.value, known) };
}

/** @param known grows by what the statements bind */
function unrollBlock(statements: readonly Statement[], known: Map<Temp, Constant>): readonly Statement[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "loop") return unrollLoop(statement, known);
    const inner = (side: readonly Statement[]): readonly Statement[] => unrollBlock(side, new Map(known));
    if (statement.kind === "if")
      return { ...statement, condition: fold(statement.condition, known), whenTrue: inner(statement.whenTrue), otherwise: inner(statement.otherwise) };
    const folded = mapStatement(statement, (expression) => fold(expression, known));
    if (folded.kind === "bind" && folded.temp.constant && folded.value.op === "constant") known.set(folded.temp, folded.value);
    return folded;
  });
}

function unrollLoop(loop: Loop, known: Known): readonly Statement[] {
  const [from, until] = [fold(loop.from, known), fold(loop.until, known)];
  const values = valuesBetween(from, until, loop.step);
  const first = values?.[0];
  if (values === undefined || first === undefined || values.length * sizeOf(turnOf(loop, known, first)) > MOST_EXPRESSIONS)
    return [{ ...loop, from, until, body: unrollBlock(loop.body, new Map(known)) }];
  const turns = values.map((value) => turnOf(loop, known, value));
  return loop.stop.length === 0 ? turns.flat() : inOrder(turns, noneOf(loop.stop, loop.site), loop.site);
}

/** Each turn under the condition that the ones before it have not stopped. */
function inOrder([turn = [], ...others]: readonly (readonly Statement[])[], condition: Expression, site: Site): readonly Statement[] {
  if (others.length === 0) return turn;
  return [...turn, { kind: "if", condition, whenTrue: inOrder(others, condition, site), otherwise: [], site }];
}

function noneOf(flags: readonly Temp[], site: Site): Expression {
  return flags.map((temp): Expression => not({ op: "temp", type: temp.type, temp, site }, site)).reduce((left, right) => connect("and", left, right, site));
}

function turnOf({ temp, body, site }: Loop, known: Known, value: number): readonly Statement[] {
  return unrollBlock(body, new Map(known).set(temp, integer(value, site)));
}

/** Nothing, unless both ends are known. */
function valuesBetween(from: Expression, until: Expression, step: 1 | -1): readonly number[] | undefined {
  if (from.op !== "constant" || until.op !== "constant") return undefined;
  return Array.from({ length: Math.max(0, (until.value - from.value) * step) }, (_, turn) => from.value + turn * step);
}

/** An expression with what is known put in. Nothing is dropped that could break a rule: what is checked stays, unless it is known to pass. */
function fold(expression: Expression, known: Known): Expression {
  if (expression.op === "temp") return known.get(expression.temp) ?? expression;
  if (expression.op === "all" || expression.op === "any") return unrollQuantified(expression, known);
  const folded = mapParts(expression, (part) => fold(part, known));
  const { site } = expression;
  switch (folded.op) {
    case "load":
      return { ...folded, place: settle(folded.place) };
    case "arithmetic": {
      const { operator, left, right } = folded;
      return left.op === "constant" && right.op === "constant" ? arithmetic(operator, left, right, site) : folded;
    }
    case "bounded": {
      const { of, least, greatest } = folded;
      return of.op === "constant" && of.value >= least && of.value <= greatest ? of : folded;
    }
    case "compare":
      return folded.left.op === "constant" && folded.right.op === "constant" ? compare(folded.operator, folded.left, folded.right, site) : folded;
    case "and":
    case "or":
      return connect(folded.op, folded.left, folded.right, site);
    case "not":
      return not(folded.of, site);
    default:
      return folded;
  }
}

/** One turn after the other, up to the one that decides. */
function unrollQuantified(quantified: Quantified, known: Known): Expression {
  const { op, temp, body, site } = quantified;
  const [from, to] = [fold(quantified.from, known), fold(quantified.to, known)];
  const values = valuesBetween(from, to, 1);
  const turn = (value: number): Expression => fold(body, new Map(known).set(temp, integer(value, site)));
  const first = values?.[0];
  if (values === undefined || first === undefined || values.length * sizeOfExpression(turn(first)) > MOST_EXPRESSIONS)
    return { ...quantified, from, to, body: fold(body, known) };
  return values.map(turn).reduce((left, right) => connect(op === "all" ? "and" : "or", left, right, site));
}

/** A place with the indices that are known added to where it begins. */
function settle(place: Place): Place {
  const isKnown = (index: Expression): index is Constant => index.op === "constant";
  const base = place.terms.reduce((sum, { index, stride }) => sum + (isKnown(index) ? index.value * stride : 0), place.base);
  return { ...place, base, terms: place.terms.filter(({ index }) => !isKnown(index)) };
}

function sizeOf(statements: readonly Statement[]): number {
  let size = 0;
  walk(statements, { expression: () => size++, statement: () => size++ });
  return size;
}

function sizeOfExpression(expression: Expression): number {
  let size = 0;
  walkExpression(expression, { expression: () => size++ });
  return size;
}
