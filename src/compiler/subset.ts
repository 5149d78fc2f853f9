import ts from "typescript";
import type { ErrorCode } from "../language/errors.js";

const K = ts.SyntaxKind;

/** Why a piece of syntax is outside the subset, and what to write instead. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** Assignments: statements only. */
export const assignmentOperators: ReadonlySet<ts.SyntaxKind> = new Set([K.EqualsToken, K.PlusEqualsToken, K.MinusEqualsToken, K.AsteriskEqualsToken]);

/** Operators of expressions. */
export const binaryOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  K.PlusToken,
  K.MinusToken,
  K.AsteriskToken,
  K.EqualsEqualsEqualsToken,
  K.ExclamationEqualsEqualsToken,
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
  K.AmpersandAmpersandToken,
  K.BarBarToken,
]);

/** Operators that have a better spelling here. */
export function refusedOperator(kind: ts.SyntaxKind): Refusal | undefined {
  switch (kind) {
    case K.SlashToken:
    case K.SlashEqualsToken:
      return { code: "FL203", message: "'/'", hint: "write div(a, b): it rounds down, and a division by zero is a violation" };
    case K.PercentToken:
    case K.PercentEqualsToken:
      return { code: "FL203", message: "'%'", hint: "write mod(a, b): it has the divisor's sign, and a division by zero is a violation" };
    case K.EqualsEqualsToken:
      return { code: "FL201", message: "'=='", hint: "write ===" };
    case K.ExclamationEqualsToken:
      return { code: "FL201", message: "'!='", hint: "write !==" };
    default:
      return undefined;
  }
}

const TAKEN_STATEMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  K.Block,
  K.VariableStatement,
  K.ExpressionStatement,
  K.ReturnStatement,
  K.IfStatement,
  K.SwitchStatement,
  K.ForStatement,
  K.ForOfStatement,
  K.EmptyStatement,
]);

/** Why a statement is refused, looking at the statement itself only. */
export function refusedStatement(node: ts.Statement): Refusal | undefined {
  if (TAKEN_STATEMENTS.has(node.kind)) return undefined;
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
    return node.label === undefined
      ? undefined
      : { code: "FL201", message: "a jump to a label", hint: "break and continue leave the innermost loop; use a helper that returns for more" };
  }
  switch (node.kind) {
    case K.WhileStatement:
    case K.DoStatement:
      return {
        code: "FL204",
        message: "a loop whose bounds are not visible",
        hint: "write for (let i = from; i < to; i++), or make each turn of the loop a step",
      };
    case K.ForInStatement:
      return { code: "FL204", message: "a loop over the fields of an object", hint: "write for (const x of […]), or for (let i = from; i < to; i++)" };
    case K.ThrowStatement:
    case K.TryStatement:
      return { code: "FL201", message: "an exception", hint: "narrow a step with when(), state a rule as a property, give a machine another exit" };
    case K.FunctionDeclaration:
      return { code: "FL201", message: "a function inside a body", hint: "declare it as a function of the module, with what it needs as parameters" };
    case K.ClassDeclaration:
      return { code: "FL201", message: "a class", hint: "use records for data and functions for what is done with it" };
    default:
      return { code: "FL201", message: syntaxName(node), hint: "the statements of a body are const, let, if, switch, for, return, assignments and calls" };
  }
}

const TAKEN_EXPRESSIONS: ReadonlySet<ts.SyntaxKind> = new Set([
  K.Identifier,
  K.StringLiteral,
  K.TrueKeyword,
  K.FalseKeyword,
  K.ParenthesizedExpression,
  K.AsExpression,
  K.SatisfiesExpression,
  K.NonNullExpression,
  K.PropertyAccessExpression,
  K.ElementAccessExpression,
  K.BinaryExpression,
  K.ConditionalExpression,
  K.CallExpression,
]);

/** Why an expression is refused, looking at the expression itself only. */
export function refusedExpression(node: ts.Expression): Refusal | undefined {
  if (TAKEN_EXPRESSIONS.has(node.kind)) return undefined;
  if (ts.isNumericLiteral(node)) {
    return Number.isInteger(Number(node.text))
      ? undefined
      : { code: "FL201", message: `the fraction ${node.getText()}`, hint: "numbers are 32-bit integers: count in smaller units" };
  }
  if (ts.isPrefixUnaryExpression(node)) return refusedUnary(node);
  switch (node.kind) {
    case K.PostfixUnaryExpression:
      return { code: "FL201", message: `'${node.getText()}' inside an expression`, hint: "make it a statement of its own" };
    case K.TemplateExpression:
    case K.NoSubstitutionTemplateLiteral:
    case K.TaggedTemplateExpression:
      return { code: "FL201", message: "a template string", hint: "labels are plain strings in quotes" };
    case K.ObjectLiteralExpression:
      return { code: "FL201", message: "an object", hint: "only `with` returns an object; pass its parts one by one" };
    case K.ArrayLiteralExpression:
      return {
        code: "FL201",
        message: "an array",
        hint: "an array stands after `for … of`, in choose.oneOf(…) or in a constant of the module; state is kept in vectors",
      };
    case K.ArrowFunction:
    case K.FunctionExpression:
      return {
        code: "FL201",
        message: "a function inside a body",
        hint: "declare it as a function of the module; only all, any, count and implies take arrow functions",
      };
    case K.ThisKeyword:
      return { code: "FL201", message: "'this'", hint: "a step sees its parameters (s, me, p, choose)" };
    case K.AwaitExpression:
      return { code: "FL201", message: "'await'", hint: "a step is atomic: cut it into several steps instead of waiting" };
    case K.RegularExpressionLiteral:
      return { code: "FL201", message: "a regular expression", hint: "compare labels with ===" };
    case K.NullKeyword:
      return { code: "FL201", message: "'null'", hint: "give the variable a label of its own for 'nothing'" };
    case K.NewExpression:
      return { code: "FL201", message: "'new'", hint: "state is declared, not made: use records and vectors" };
    default:
      return { code: "FL201", message: syntaxName(node), hint: "expressions are literals, state, + - *, comparisons, && || !, ?: and calls" };
  }
}

function refusedUnary({ operator, operand }: ts.PrefixUnaryExpression): Refusal | undefined {
  if (operator === K.ExclamationToken || operator === K.MinusToken) return undefined;
  if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) {
    return { code: "FL201", message: `'${ts.tokenToString(operator)}${operand.getText()}' inside an expression`, hint: "make it a statement of its own" };
  }
  return { code: "FL201", message: `the operator '${ts.tokenToString(operator)}'`, hint: "use + - * div mod, comparisons, && || and !" };
}

/** What TypeScript calls a piece of syntax, in words: `ForInStatement` becomes "a for in statement". */
function syntaxName(node: ts.Node): string {
  const words = (K[node.kind] ?? "piece of syntax").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}
