import ts from "typescript";
import type { Origin } from "../language/machine.js";
import { SourceProgram } from "./sourceProgram.js";

/** A function whose body can be read. */
export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/**
 * The source of a function that `machine()`, a property or another word of the language was given: from the place of that call
 * and the path inside its argument.
 */
export function findBody(origin: Origin): FunctionNode | undefined {
  const program = SourceProgram.of(origin.site.file);
  const source = program.sourceFile(origin.site.file);
  if (source === undefined || origin.site.line > source.getLineStarts().length) return undefined;
  for (const call of callsAt(source, origin)) {
    const found = bodyIn(call, origin.path, program.checker);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The calls that a place may mean, likeliest first: stack traces point at a callee, or at the name of a method. */
function callsAt(source: ts.SourceFile, { site: { line, column } }: Origin): ts.CallExpression[] {
  const lineStart = source.getPositionOfLineAndCharacter(line - 1, 0);
  const position = lineStart + column - 1;
  const lineEnd = source.getLineEndOfPosition(lineStart);
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end < lineStart || node.pos > lineEnd) return;
    if (ts.isCallExpression(node) && node.expression.getStart(source) <= lineEnd && node.expression.end >= lineStart) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const distance = ({ expression }: ts.CallExpression): number => (expression.getStart(source) <= position && position <= expression.end ? 0 : 1);
  return calls.sort((a, b) => distance(a) - distance(b) || b.pos - a.pos);
}

function bodyIn(call: ts.CallExpression, path: readonly string[], checker: ts.TypeChecker): FunctionNode | undefined {
  const [first = "", ...rest] = path;
  if (/^\d+$/.test(first)) {
    const argument = call.arguments[Number(first)];
    return argument && follow(argument, rest, checker);
  }
  for (const argument of call.arguments) {
    const direct = functionBehind(argument, checker);
    if (direct !== undefined && path.length === 1) return direct;
    const found = follow(argument, path, checker);
    if (found !== undefined) return found;
  }
  return undefined;
}

function follow(node: ts.Node, path: readonly string[], checker: ts.TypeChecker): FunctionNode | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return functionBehind(node, checker);
  const object = valueBehind(node, checker);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  for (const property of [...object.properties].reverse()) {
    if (ts.isSpreadAssignment(property)) {
      const spread = follow(property.expression, path, checker);
      if (spread !== undefined) return spread;
    } else if (property.name !== undefined && nameOf(property.name) === name) {
      return follow(ts.isPropertyAssignment(property) ? property.initializer : property, rest, checker);
    }
  }
  return undefined;
}

function nameOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}

/** The function that an expression or a declaration means, through names, imports and type assertions. */
export function functionBehind(node: ts.Node, checker: ts.TypeChecker): FunctionNode | undefined {
  const value = valueBehind(node, checker);
  return value !== undefined && isFunctionNode(value) && value.body !== undefined ? value : undefined;
}

/** Whether a node is a function with statements of its own. */
export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node);
}

/** The expression or declaration that gives a name its value. */
export function valueBehind(node: ts.Node, checker: ts.TypeChecker): ts.Node | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
    return valueBehind(node.expression, checker);
  }
  if (ts.isIdentifier(node)) return valueOfSymbol(checker.getSymbolAtLocation(node), checker);
  if (ts.isShorthandPropertyAssignment(node)) return valueOfSymbol(checker.getShorthandAssignmentValueSymbol(node), checker);
  if (ts.isPropertyAccessExpression(node)) return valueOfMember(node, checker);
  return node;
}

function valueOfMember(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): ts.Node | undefined {
  const object = valueBehind(node.expression, checker);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return valueOfSymbol(checker.getSymbolAtLocation(node.name), checker);
  for (const property of object.properties) {
    if (property.name === undefined || nameOf(property.name) !== node.name.text) continue;
    return valueBehind(ts.isPropertyAssignment(property) ? property.initializer : property, checker);
  }
  return undefined;
}

function valueOfSymbol(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Node | undefined {
  const declaration = declarationOf(symbol, checker);
  if (declaration === undefined) return undefined;
  if (!ts.isVariableDeclaration(declaration)) return declaration;
  return declaration.initializer === undefined ? undefined : valueBehind(declaration.initializer, checker);
}

/** Where a symbol is declared, through imports and re-exports; of an overloaded function the declaration with the body. */
export function declarationOf(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Declaration | undefined {
  const real = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  const declarations = real?.declarations ?? [];
  return declarations.find((declaration) => isFunctionNode(declaration) && declaration.body !== undefined) ?? declarations[0];
}
