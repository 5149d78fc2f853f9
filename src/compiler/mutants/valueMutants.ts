import { dirname } from "node:path";
import ts from "typescript";
import type { MarkedDomain } from "../../language/domain.js";
import { arithmetic, compare, integer, not } from "../build.js";
import { bare } from "../checkSyntax.js";
import type { Arithmetic, Compare, Expression } from "../ir.js";
import type { Activation } from "../lowering/activation.js";
import { lowerExpression } from "../lowering/lowerExpression.js";
import { scalar, type Value, type View } from "../lowering/value.js";
import { field, read } from "../lowering/views.js";
import { siteOf } from "../problemAt.js";
import { operandsOf } from "../walk.js";
import type { Operator } from "./mutant.js";
import { oneLine } from "./oneLine.js";

/** Another value for an expression. */
export interface ValueMutant {
  readonly operator: Operator;
  /** The text that would have that value. */
  readonly after: string;
  readonly make: () => Value;
}

const K = ts.SyntaxKind;

/** Every wrong value that a slip would give an expression. */
export function valueMutants(at: Activation, node: ts.Expression, value: Value): readonly ValueMutant[] {
  if (value.kind !== "scalar" || isLiteralTruth(node)) return [];
  const { expression } = value;
  return [
    ...negations(node, expression),
    ...boundaries(node, expression),
    ...neighbours(node, expression),
    ...roundings(at, node, expression),
    ...otherFields(at, node, expression),
    ...otherNames(at, node, expression),
  ];
}

/** What is assigned is no condition; what a parameter settles is no fault of the function's. */
function negations(node: ts.Expression, expression: Expression): readonly ValueMutant[] {
  if (expression.type.kind !== "boolean" || expression.op === "constant" || isNegated(node)) return [];
  return [{ operator: "negate a condition", after: `!(${oneLine(node)})`, make: () => scalar(not(expression, expression.site)) }];
}

function isLiteralTruth({ kind }: ts.Node): boolean {
  return kind === K.TrueKeyword || kind === K.FalseKeyword;
}

/** To negate what is negated once more says the same twice. */
function isNegated(node: ts.Node): boolean {
  return ts.isPrefixUnaryExpression(node.parent) && node.parent.operator === K.ExclamationToken;
}

const BESIDE: Readonly<Partial<Record<Compare["operator"], Compare["operator"]>>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };

function boundaries(node: ts.Expression, expression: Expression): readonly ValueMutant[] {
  const operator = expression.op === "compare" ? BESIDE[expression.operator] : undefined;
  const inner = bare(node);
  if (expression.op !== "compare" || operator === undefined || !ts.isBinaryExpression(inner)) return [];
  const after = `${oneLine(inner.left)} ${operator} ${oneLine(inner.right)}`;
  return [{ operator: "move a boundary", after, make: () => scalar(compare(operator, expression.left, expression.right, expression.site)) }];
}

/** One more and one less, of whatever is not part of a larger sum. */
function neighbours(node: ts.Expression, expression: Expression): readonly ValueMutant[] {
  if (expression.type.kind !== "integer" || !isWhole(node)) return [];
  return (["+", "-"] as const).map((operator) => ({
    operator: "off by one",
    after: `${oneLine(node)} ${operator} 1`,
    make: () => scalar(arithmetic(operator, expression, integer(1, expression.site), expression.site)),
  }));
}

const PARTIAL = new Set(["div", "mod", "min", "max"]);

/** Whether an integer is used as it is: neither computed with nor compared, except to end a loop. */
function isWhole(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isPrefixUnaryExpression(parent)) return false;
  if (ts.isElementAccessExpression(parent)) return !ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node);
  if (ts.isCallExpression(parent)) return !(ts.isIdentifier(parent.expression) && PARTIAL.has(parent.expression.text));
  if (!ts.isBinaryExpression(parent)) return true;
  const isAssigned = parent.right === node && parent.operatorToken.kind >= K.FirstAssignment && parent.operatorToken.kind <= K.LastAssignment;
  return isAssigned || (ts.isForStatement(parent.parent) && parent.parent.condition === parent);
}

/** A quotient rounded the other way. A helper that rounds is swapped here if its own text is not changed. */
function roundings(at: Activation, node: ts.Expression, expression: Expression): readonly ValueMutant[] {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
  const quotients = quotientsIn(expression);
  const [quotient] = quotients;
  if (quotient === undefined || quotients.length > 1) return [];
  if (node.expression.text !== "div" && dirname(quotient.site.file) === folderOf(at)) return [];
  const isUp = roundsUp(quotient);
  return [
    {
      operator: "swap rounding",
      after: `${oneLine(node)}, rounded ${isUp ? "down" : "up"}`,
      make: () => scalar(replaced(expression, quotient, swapped(quotient, isUp))),
    },
  ];
}

function quotientsIn(expression: Expression): readonly Arithmetic[] {
  if (expression.op === "bounded") return quotientsIn(expression.of);
  if (expression.op !== "arithmetic") return [];
  return expression.operator === "div" ? [expression] : operandsOf(expression).flatMap(quotientsIn);
}

/** `x + divisor - 1` is divided. */
function roundsUp({ left }: Arithmetic): boolean {
  const dividend = left.op === "bounded" ? left.of : left;
  return dividend.op === "arithmetic" && dividend.operator === "-" && dividend.right.op === "constant" && dividend.right.value === 1;
}

function swapped({ left, right, site }: Arithmetic, isUp: boolean): Expression {
  const rest = arithmetic("-", right, integer(1, site), site);
  return arithmetic("div", arithmetic(isUp ? "-" : "+", left, rest, site), right, site);
}

/** An expression with one of its terms replaced: its bounds are worked out again. */
function replaced(whole: Expression, part: Expression, by: Expression): Expression {
  if (whole === part) return by;
  if (whole.op === "bounded") return replaced(whole.of, part, by);
  if (whole.op !== "arithmetic") return whole;
  return arithmetic(whole.operator, replaced(whole.left, part, by), replaced(whole.right, part, by), whole.site);
}

/** Another field of the same record that takes the same values. */
function otherFields(at: Activation, node: ts.Expression, expression: Expression): readonly ValueMutant[] {
  if (!ts.isPropertyAccessExpression(node) || expression.op !== "load") return [];
  const object = at.builder.capture(() => lowerExpression(at, node.expression)).result;
  if (object.kind !== "view" || object.view.domain.kind !== "record") return [];
  const { fields } = object.view.domain;
  const own = fields[node.name.text];
  return Object.keys(fields)
    .filter((name) => name !== node.name.text && own !== undefined && isLike(own, fields[name]))
    .map((name) => ({
      operator: "wrong variable",
      after: `${oneLine(node.expression)}.${name}`,
      make: () => read(field(viewOf(lowerExpression(at, node.expression)), name, node), node),
    }));
}

function viewOf(value: Value): View {
  if (value.kind !== "view") throw new Error("a record that is none");
  return value.view;
}

function isLike({ domain, marks }: MarkedDomain, other: MarkedDomain | undefined): boolean {
  return other !== undefined && marks.includes("ghost") === other.marks.includes("ghost") && JSON.stringify(domain) === JSON.stringify(other.domain);
}

/** Another local or argument of the same function that is as much a number, a label or a condition. */
function otherNames(at: Activation, node: ts.Expression, { op, type }: Expression): readonly ValueMutant[] {
  if (!ts.isIdentifier(node) || op === "constant") return [];
  const names = [...at.bindings.keys()].flatMap((declaration) => {
    const { name } = declaration as ts.NamedDeclaration;
    return name !== undefined && ts.isIdentifier(name) && name.text !== node.text && isInScope(declaration, node) ? [name] : [];
  });
  return names.flatMap((name) => {
    const value = boundTo(at, name.parent as ts.Declaration);
    if (value === undefined || value.op === "constant" || !isOfType(value, type)) return [];
    return [{ operator: "wrong variable" as const, after: name.text, make: () => scalar(value) }];
  });
}

function isInScope(declaration: ts.Declaration, node: ts.Node): boolean {
  let block: ts.Node = declaration.parent;
  while (!ts.isBlock(block) && !ts.isFunctionLike(block) && !ts.isForStatement(block)) block = block.parent;
  return block.pos <= node.pos && node.end <= block.end && declaration.end <= node.pos;
}

function boundTo(at: Activation, declaration: ts.Declaration): Expression | undefined {
  const binding = at.bindings.get(declaration);
  if (binding?.kind === "variable") return { op: "temp", type: binding.temp.type, temp: binding.temp, site: siteOf(declaration) };
  return binding?.value.kind === "scalar" ? binding.value.expression : undefined;
}

function isOfType(value: Expression, type: Expression["type"]): boolean {
  if (type.kind === "label" && value.type.kind === "label") return JSON.stringify(type.labels) === JSON.stringify(value.type.labels);
  return type.kind === value.type.kind && type.kind !== "label";
}

/** The folder of the function whose text is being lowered. */
export function folderOf({ callers: [outermost], body }: Activation): string {
  return dirname((outermost ?? body).getSourceFile().fileName);
}
