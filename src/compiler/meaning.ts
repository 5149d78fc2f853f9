import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { ErrorCode } from "../language/errors.js";
import { PACKAGE_FOLDER } from "../language/packageFolder.js";
import { declarationOf, type FunctionNode, functionBehind } from "./findBody.js";

/** The functions that the language itself offers to bodies. */
export const PRIMITIVES = ["div", "mod", "min", "max", "all", "any", "count", "implies", "fill", "copy", "when"] as const;
export type Primitive = (typeof PRIMITIVES)[number];

/** Those whose last argument is a function that they call. */
export const TAKES_FUNCTION: ReadonlySet<string> = new Set<Primitive>(["all", "any", "count", "implies"]);

/** What a name in a body stands for. */
export type Meaning =
  | { readonly kind: "local"; readonly declaration: ts.Declaration }
  | { readonly kind: "primitive"; readonly name: Primitive }
  | { readonly kind: "helper"; readonly function: FunctionNode; readonly name: string }
  | { readonly kind: "constant"; readonly initializer: ts.Expression }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly message: string; readonly hint: string };

/** What `name` stands for where `body` uses it. */
export function meaningOf(name: ts.Identifier, body: FunctionNode, checker: ts.TypeChecker): Meaning {
  const shorthand = ts.isShorthandPropertyAssignment(name.parent) && name.parent.name === name;
  const symbol = shorthand ? checker.getShorthandAssignmentValueSymbol(name.parent) : checker.getSymbolAtLocation(name);
  const declaration = declarationOf(symbol, checker);
  if (declaration === undefined) return unresolved(name, symbol);
  if (declaration !== body && isInside(declaration, body)) return { kind: "local", declaration };
  if (isOfLanguage(declaration.getSourceFile().fileName)) return ofLanguage(name, symbolName(declaration) ?? name.text);
  const helper = functionBehind(name, checker);
  if (helper !== undefined) return { kind: "helper", function: helper, name: symbolName(declaration) ?? name.text };
  if (ts.isVariableDeclaration(declaration)) return ofVariable(name, declaration, checker);
  if (declaration.getSourceFile().isDeclarationFile) return invisible(name, `'${name.text}' comes from outside the specification`);
  if (ts.isParameter(declaration)) return invisible(name, `'${name.text}' is an argument of a function around the body`);
  return invisible(name, `'${name.text}' is no constant, helper or variable of the body`);
}

/** A member of a module imported as a whole: `cache.isFull` after `import * as cache`. */
export function meaningOfMember(access: ts.PropertyAccessExpression, body: FunctionNode, checker: ts.TypeChecker): Meaning | undefined {
  if (!ts.isIdentifier(access.expression) || !ts.isIdentifier(access.name)) return undefined;
  const symbol = checker.getSymbolAtLocation(access.expression);
  if (symbol?.declarations?.some(ts.isNamespaceImport) !== true) return undefined;
  return meaningOf(access.name, body, checker);
}

function ofVariable(name: ts.Identifier, declaration: ts.VariableDeclaration, checker: ts.TypeChecker): Meaning {
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  if (!isConst) return invisible(name, `'${name.text}' is a variable outside the body`);
  const { initializer } = declaration;
  if (initializer !== undefined && isLiteral(initializer, checker)) return { kind: "constant", initializer };
  const hint = "bodies see their own parameters, imported helper functions and constants written as literals; pass values through parameters({ … })";
  return { kind: "refused", code: "FL202", message: `'${name.text}' is no literal constant`, hint };
}

/** Whether an expression is made of literals and of constants that are. */
function isLiteral(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return isLiteral(node.expression, checker);
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node)) return true;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken && isLiteral(node.operand, checker);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every((element) => isLiteral(ts.isSpreadElement(element) ? element.expression : element, checker));
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => ts.isPropertyAssignment(property) && isLiteral(property.initializer, checker));
  }
  if (!ts.isIdentifier(node)) return false;
  const declaration = declarationOf(checker.getSymbolAtLocation(node), checker);
  return (
    declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && isLiteral(declaration.initializer, checker)
  );
}

function ofLanguage(name: ts.Identifier, real: string): Meaning {
  const primitive = PRIMITIVES.find((known) => known === real);
  if (primitive !== undefined) return { kind: "primitive", name: primitive };
  return invisible(name, `'${name.text}' is a word for building models, not for bodies`);
}

/** The language may be installed without its sources' types (a broken install): its words are then known by the import's name. */
function unresolved(name: ts.Identifier, symbol: ts.Symbol | undefined): Meaning {
  const specifier = symbol?.declarations?.find(ts.isImportSpecifier);
  const from = specifier?.parent.parent.parent.moduleSpecifier;
  if (specifier !== undefined && from !== undefined && ts.isStringLiteral(from)) {
    const real = (specifier.propertyName ?? specifier.name).text;
    const primitive = PRIMITIVES.find((known) => known === real);
    if (primitive !== undefined && from.text === "faultline") return { kind: "primitive", name: primitive };
    const message = `the source of '${name.text}' cannot be found in '${from.text}'`;
    return { kind: "refused", code: "FL206", message, hint: "import helpers from TypeScript files that are there to be read" };
  }
  return invisible(name, `'${name.text}' is not declared in the specification`);
}

const ADVICE: Readonly<Record<string, string>> = {
  Math: "use min, max, div and mod, or comparisons",
  Date: "a model has no clock: let a process choose when something happens",
  console: "a step does nothing but change state: print from a debugger, or look at a trace",
  undefined: "give the variable a label of its own for 'nothing'",
};

function invisible(name: ts.Identifier, message: string): Meaning {
  const hint =
    ADVICE[name.text] ?? "bodies see their own parameters, imported helper functions and literal constants: pass what they need as an argument or a parameter";
  return { kind: "refused", code: "FL202", message, hint };
}

function symbolName(declaration: ts.Declaration): string | undefined {
  const { name } = declaration as ts.NamedDeclaration;
  return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

function isInside(node: ts.Node, ancestor: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** Whichever of the two trees of a checkout runs, its source or its build: a specification may be typed against either. */
const LANGUAGE = ["src/language/", "dist/src/language/"].map((place) => fileURLToPath(new URL(place, PACKAGE_FOLDER)).replaceAll("\\", "/"));

function isOfLanguage(file: string): boolean {
  return LANGUAGE.some((folder) => file.startsWith(folder)) || /\/node_modules\/faultline\/(dist\/)?(src\/language|index)/.test(file);
}
