import ts from "typescript";
import type { ErrorCode, Problem } from "../language/errors.js";
import { type FunctionNode, functionBehind } from "./findBody.js";
import { type Meaning, meaningOf, meaningOfMember, TAKES_FUNCTION } from "./meaning.js";
import { excerpt, problemAt } from "./problemAt.js";
import { assignmentOperators, binaryOperators, refusedExpression, refusedOperator, refusedStatement } from "./subset.js";

/** What one function's own text says: the problems in it, and the helpers that it calls. */
export interface Reading {
  readonly problems: readonly Problem[];
  readonly helpers: ReadonlyMap<ts.Node, FunctionNode>;
}

/** Reads one function against the subset. Helpers are named, not entered. */
export function checkSyntax(body: FunctionNode, checker: ts.TypeChecker, mayReturnObject: boolean): Reading {
  const reader = new Reader(body, checker, mayReturnObject);
  reader.read();
  return reader;
}

class Reader implements Reading {
  readonly problems: Problem[] = [];
  readonly helpers = new Map<ts.Node, FunctionNode>();

  constructor(
    private readonly root: FunctionNode,
    private readonly checker: ts.TypeChecker,
    private readonly mayReturnObject: boolean,
  ) {}

  read(): void {
    this.signature(this.root);
    const { body } = this.root;
    if (body === undefined) return;
    if (ts.isBlock(body)) this.statement(body);
    else this.returned(body);
  }

  private refuse(node: ts.Node, code: ErrorCode, message: string, hint: string): void {
    this.problems.push(problemAt(node, code, message, hint));
  }

  private signature({ parameters, modifiers, asteriskToken }: FunctionNode): void {
    const isAsync = modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    if (isAsync !== undefined) this.refuse(isAsync, "FL201", "an async function", "a step is atomic: cut it into several steps instead of waiting");
    if (asteriskToken !== undefined) this.refuse(asteriskToken, "FL201", "a generator function", "write a plain function");
    for (const parameter of parameters) {
      if (parameter.dotDotDotToken !== undefined) this.refuse(parameter, "FL201", "a rest parameter", "name each parameter");
      if (parameter.initializer !== undefined) this.refuse(parameter, "FL201", "a default value of a parameter", "pass the value at each call");
      this.binding(parameter.name);
    }
  }

  private binding(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) return;
    if (ts.isArrayBindingPattern(name)) {
      this.refuse(name, "FL201", "array destructuring", "take the elements out by index");
      return;
    }
    for (const element of name.elements) {
      if (element.dotDotDotToken !== undefined || element.initializer !== undefined) {
        this.refuse(element, "FL201", `'${excerpt(element)}' in destructuring`, "name each field, without defaults");
      }
      this.binding(element.name);
    }
  }

  private statement(node: ts.Statement): void {
    const refused = refusedStatement(node);
    if (refused !== undefined) {
      this.refuse(node, refused.code, refused.message, refused.hint);
      return;
    }
    if (ts.isBlock(node)) for (const inner of node.statements) this.statement(inner);
    else if (ts.isVariableStatement(node)) this.declarations(node.declarationList);
    else if (ts.isExpressionStatement(node)) this.effect(node.expression);
    else if (ts.isReturnStatement(node)) this.returned(node.expression);
    else if (ts.isIfStatement(node)) {
      this.expression(node.expression);
      this.statement(node.thenStatement);
      if (node.elseStatement !== undefined) this.statement(node.elseStatement);
    } else if (ts.isSwitchStatement(node)) this.switch(node);
    else if (ts.isForStatement(node)) this.for(node);
    else if (ts.isForOfStatement(node)) this.forOf(node);
  }

  private declarations(list: ts.VariableDeclarationList): void {
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0) this.refuse(list, "FL201", "a 'var'", "write const, or let where it changes");
    for (const declaration of list.declarations) {
      this.binding(declaration.name);
      if (declaration.initializer === undefined)
        this.refuse(declaration, "FL201", `'${excerpt(declaration)}' without a value`, "give it a value where it is declared");
      else this.expression(declaration.initializer);
    }
  }

  private switch(node: ts.SwitchStatement): void {
    this.expression(node.expression);
    const { clauses } = node.caseBlock;
    clauses.forEach((clause, index) => {
      if (ts.isCaseClause(clause)) this.expression(clause.expression);
      else if (index < clauses.length - 1) this.refuse(clause, "FL201", "a default that is not the last clause", "move it to the end");
      for (const inner of clause.statements) this.statement(inner);
    });
  }

  private for(node: ts.ForStatement): void {
    const { initializer, condition, incrementor } = node;
    const declaration =
      initializer !== undefined && ts.isVariableDeclarationList(initializer) && initializer.declarations.length === 1 ? initializer.declarations[0] : undefined;
    const counter = declaration !== undefined && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
    if (counter === undefined || declaration?.initializer === undefined || !comparesCounter(condition, counter) || !stepsByOne(incrementor, counter)) {
      this.refuse(node, "FL204", "a loop whose bounds are not visible", "write for (let i = from; i < to; i++), or i-- with i >= to");
      return;
    }
    this.expression(declaration.initializer);
    this.expression((condition as ts.BinaryExpression).right);
    this.statement(node.statement);
  }

  private forOf(node: ts.ForOfStatement): void {
    if (!ts.isVariableDeclarationList(node.initializer)) {
      this.refuse(node.initializer, "FL204", "a loop over a variable declared elsewhere", "write for (const x of […])");
      return;
    }
    for (const { name } of node.initializer.declarations) this.binding(name);
    this.list(node.expression);
    this.statement(node.statement);
  }

  /** Something that is evaluated for what it does: an assignment, a call, `++`. */
  private effect(node: ts.Expression): void {
    if (ts.isParenthesizedExpression(node)) {
      this.effect(node.expression);
      return;
    }
    if (ts.isCallExpression(node)) {
      this.call(node);
      return;
    }
    if (ts.isBinaryExpression(node) && assignmentOperators.has(node.operatorToken.kind)) {
      this.target(node.left);
      this.expression(node.right);
      return;
    }
    if (isCountingUnary(node)) {
      this.target(node.operand);
      return;
    }
    if (ts.isBinaryExpression(node) && refusedOperator(node.operatorToken.kind) !== undefined) {
      this.expression(node);
      return;
    }
    this.refuse(node, "FL201", `'${excerpt(node)}' as a statement`, "a statement assigns, calls, branches, loops or returns");
  }

  private target(node: ts.Expression): void {
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      this.expression(node);
      return;
    }
    if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) {
      this.target(node.expression);
      return;
    }
    this.refuse(node, "FL201", `assignment to '${excerpt(node)}'`, "assign to one variable at a time");
  }

  private returned(node: ts.Expression | undefined): void {
    if (node === undefined) return;
    const inner = bare(node);
    if (!ts.isObjectLiteralExpression(inner)) {
      this.expression(node);
      return;
    }
    if (!this.mayReturnObject) {
      this.refuse(inner, "FL201", "an object", "only `with` returns an object: return a number, a label, a boolean or a part of the state");
      return;
    }
    for (const property of inner.properties) {
      if (ts.isPropertyAssignment(property)) this.expression(property.initializer);
      else if (ts.isShorthandPropertyAssignment(property)) this.name(property.name);
      else this.refuse(property, "FL201", `'${excerpt(property)}' in an object`, "write each field as name: value");
    }
  }

  /** An array where one may stand: what a loop runs over, what a choice is made from. */
  private list(node: ts.Expression): void {
    const inner = bare(node);
    if (!ts.isArrayLiteralExpression(inner)) {
      this.expression(node);
      return;
    }
    for (const element of inner.elements) {
      if (ts.isSpreadElement(element)) this.expression(element.expression);
      else this.expression(element);
    }
  }

  private expression(node: ts.Expression): void {
    const refused = refusedExpression(node);
    if (refused !== undefined) {
      this.refuse(node, refused.code, refused.message, refused.hint);
      return;
    }
    if (ts.isIdentifier(node)) this.name(node);
    else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node))
      this.expression(node.expression);
    else if (ts.isPropertyAccessExpression(node)) this.property(node);
    else if (ts.isElementAccessExpression(node)) {
      this.expression(node.expression);
      this.expression(node.argumentExpression);
    } else if (ts.isPrefixUnaryExpression(node)) this.expression(node.operand);
    else if (ts.isBinaryExpression(node)) this.binary(node);
    else if (ts.isConditionalExpression(node)) for (const part of [node.condition, node.whenTrue, node.whenFalse]) this.expression(part);
    else if (ts.isCallExpression(node)) this.call(node);
  }

  private binary(node: ts.BinaryExpression): void {
    const kind = node.operatorToken.kind;
    const refused = refusedOperator(kind);
    if (refused !== undefined) this.refuse(node.operatorToken, refused.code, refused.message, refused.hint);
    else if (assignmentOperators.has(kind)) this.refuse(node, "FL201", "an assignment inside an expression", "make it a statement of its own");
    else if (!binaryOperators.has(kind))
      this.refuse(node.operatorToken, "FL201", `the operator '${node.operatorToken.getText()}'`, "use + - * div mod, comparisons, && || and !");
    this.expression(node.left);
    this.expression(node.right);
  }

  private property(node: ts.PropertyAccessExpression): void {
    if (node.questionDotToken !== undefined) this.refuse(node, "FL201", "'?.'", "every field is there: write '.'");
    const member = meaningOfMember(node, this.root, this.checker);
    if (member === undefined) this.expression(node.expression);
    else this.meaning(node.name as ts.Identifier, member);
  }

  private name(node: ts.Identifier): void {
    this.meaning(node, meaningOf(node, this.root, this.checker));
  }

  private meaning(node: ts.Identifier, meaning: Meaning): void {
    if (meaning.kind === "refused") this.refuse(node, meaning.code, meaning.message, meaning.hint);
    else if (meaning.kind === "helper" || meaning.kind === "primitive") {
      this.refuse(node, "FL201", `the function '${node.text}' as a value`, "call it; only all, any, count and implies take functions, written in place");
    }
  }

  private call(node: ts.CallExpression): void {
    const callee = bare(node.expression);
    if (ts.isIdentifier(callee)) this.callTo(node, callee, meaningOf(callee, this.root, this.checker));
    else if (ts.isPropertyAccessExpression(callee)) {
      const member = meaningOfMember(callee, this.root, this.checker);
      if (member !== undefined) this.callTo(node, callee.name as ts.Identifier, member);
      else this.method(node, callee);
    } else this.refuse(node, "FL206", `a call of '${excerpt(callee)}'`, "call a function by the name under which it is declared");
  }

  private method(node: ts.CallExpression, callee: ts.PropertyAccessExpression): void {
    const isOutside = ts.isIdentifier(callee.expression) && meaningOf(callee.expression, this.root, this.checker).kind === "refused";
    this.expression(callee.expression);
    if (isOutside) return;
    const isChoice = callee.name.text === "oneOf" || callee.name.text === "number" || callee.name.text === "flag";
    if (!isChoice && !SUBSET_METHODS.has(callee.name.text)) {
      this.refuse(
        callee.name,
        "FL206",
        `the method '${callee.name.text}'`,
        "a body calls functions, choose.number/oneOf/flag, and has/add/delete/clear of a subset",
      );
    }
    for (const argument of node.arguments) this.list(argument);
  }

  private callTo(node: ts.CallExpression, callee: ts.Identifier, meaning: Meaning): void {
    if (meaning.kind === "refused") this.refuse(callee, meaning.code, meaning.message, meaning.hint);
    else if (meaning.kind === "local")
      this.refuse(callee, "FL201", `a call of the local function '${callee.text}'`, "declare it as a function of the module, with what it needs as parameters");
    else if (meaning.kind === "constant") this.refuse(callee, "FL206", `a call of the constant '${callee.text}'`, "call a function");
    else if (meaning.kind === "helper") this.helpers.set(callee, meaning.function);
    const takesFunction = meaning.kind === "primitive" && TAKES_FUNCTION.has(meaning.name);
    for (const [index, argument] of node.arguments.entries()) {
      if (takesFunction && index === node.arguments.length - 1) this.function(argument);
      else this.list(argument);
    }
  }

  private function(node: ts.Expression): void {
    const inner = bare(node);
    if (ts.isArrowFunction(inner)) {
      this.signature(inner);
      if (ts.isBlock(inner.body)) this.statement(inner.body);
      else this.expression(inner.body);
    } else if (functionBehind(inner, this.checker) !== undefined) {
      this.refuse(inner, "FL201", `the function '${excerpt(inner)}' as an argument`, "write an arrow function in place that calls it");
    } else this.expression(node);
  }
}

const SUBSET_METHODS: ReadonlySet<string> = new Set(["has", "add", "delete", "clear"]);

/** An expression without parentheses and type assertions. */
export function bare(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node))
    return bare(node.expression);
  return node;
}

/** `i++` and its kin. */
export function isCountingUnary(node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return false;
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
}

function comparesCounter(condition: ts.Expression | undefined, counter: string): boolean {
  if (condition === undefined || !ts.isBinaryExpression(condition) || !ts.isIdentifier(condition.left) || condition.left.text !== counter) return false;
  const { LessThanToken, LessThanEqualsToken, GreaterThanToken, GreaterThanEqualsToken } = ts.SyntaxKind;
  return [LessThanToken, LessThanEqualsToken, GreaterThanToken, GreaterThanEqualsToken].some((kind) => kind === condition.operatorToken.kind);
}

function stepsByOne(incrementor: ts.Expression | undefined, counter: string): boolean {
  return incrementor !== undefined && isCountingUnary(incrementor) && ts.isIdentifier(incrementor.operand) && incrementor.operand.text === counter;
}
