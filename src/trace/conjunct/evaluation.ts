import ts from "typescript";
import type { FunctionNode } from "../../compiler/findBody.js";
import { type Meaning, meaningOf, meaningOfMember } from "../../compiler/meaning.js";
import { div, max, min, mod } from "../../language/index.js";

/** A variable, or an element of one, that an evaluation looked at; the value as a person writes it. */
export interface Read {
  /** `folios[0].uptodate`; for a step property it begins with `before.` or `after.`. */
  readonly name: string;
  readonly value: string;
}

/** The names that are visible in a function, with their values. */
export interface Scope {
  /** The function whose text is evaluated. */
  readonly body: FunctionNode;
  readonly bindings: ReadonlyMap<ts.Node, unknown>;
}

/** Thrown by a text that is outside the subset of the specification language: there is nothing to explain then. */
export class NotExplained extends Error {}

/** A `return` that was reached: the expression, and the scope in which it stands. */
export interface Returned {
  readonly node: ts.Expression;
  readonly scope: Scope;
}

type Completion = Returned | "break" | "continue" | undefined;

const K = ts.SyntaxKind;
const ARITHMETIC = { div, mod, min, max } as const;

/**
 * Evaluates the source text of a property on states that it is given as views, and notes every variable that it looks at: what running the function itself cannot
 * tell. It takes the subset in which specifications are written (`src/language/README.md`), without choices and writes.
 */
export class Evaluation {
  readonly reads = new Map<string, Read>();
  private readonly names = new WeakMap<object, string>();

  constructor(private readonly checker: ts.TypeChecker) {}

  /** Makes what is read of a state known under a name; the empty name is for the one state of a property. */
  name(state: object, name: string): void {
    this.names.set(state, name);
  }

  /** The scope inside a function that is called with these values. */
  enter(callee: FunctionNode, values: readonly unknown[], around?: Scope): Scope {
    const bindings = new Map(around?.bindings);
    callee.parameters.forEach(({ name }, index) => {
      this.bind(bindings, name, values[index]);
    });
    return { body: around?.body ?? callee, bindings };
  }

  /** What a function returns, unevaluated. */
  result(callee: FunctionNode, scope: Scope): Returned {
    const { body } = callee;
    if (body === undefined) throw new NotExplained("a function without a body");
    if (!ts.isBlock(body)) return { node: body, scope };
    const completion = this.run(body, scope, new Map(scope.bindings));
    if (typeof completion === "object") return completion;
    throw new NotExplained("a function that returns nothing");
  }

  /** What a call means: a primitive of the language, or a helper with the scope inside it. */
  callee(node: ts.CallExpression, scope: Scope): { readonly primitive: string } | { readonly helper: FunctionNode; readonly scope: Scope } {
    if (this.isSubsetQuestion(node, scope)) return { primitive: "has" };
    const meaning = this.meaning(node.expression, scope);
    if (meaning.kind === "primitive") return { primitive: meaning.name };
    if (meaning.kind !== "helper") throw new NotExplained(node.getText());
    const values = node.arguments.map((argument) => this.value(argument, scope));
    return { helper: meaning.function, scope: this.enter(meaning.function, values) };
  }

  /** The arrow function that a quantifier or an implication is given. */
  arrow(node: ts.Node | undefined): FunctionNode {
    if (node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node))) return node;
    throw new NotExplained(node?.getText() ?? "a missing argument");
  }

  value(node: ts.Expression, scope: Scope): unknown {
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
      return this.value(node.expression, scope);
    }
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (ts.isStringLiteral(node)) return node.text;
    if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return node.kind === K.TrueKeyword;
    if (ts.isIdentifier(node)) return this.named(node, scope);
    if (ts.isPropertyAccessExpression(node)) return this.property(node, scope);
    if (ts.isElementAccessExpression(node)) return this.member(this.value(node.expression, scope), this.integer(node.argumentExpression, scope), true);
    if (ts.isPrefixUnaryExpression(node)) return node.operator === K.ExclamationToken ? !this.value(node.operand, scope) : -this.integer(node.operand, scope);
    if (ts.isBinaryExpression(node)) return this.binary(node, scope);
    if (ts.isConditionalExpression(node)) return this.value(this.value(node.condition, scope) ? node.whenTrue : node.whenFalse, scope);
    if (ts.isCallExpression(node)) return this.call(node, scope);
    if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => this.value(element, scope));
    throw new NotExplained(node.getText());
  }

  integer(node: ts.Node | undefined, scope: Scope): number {
    const value = node === undefined ? undefined : this.value(node as ts.Expression, scope);
    if (typeof value === "number") return value;
    throw new NotExplained(node?.getText() ?? "a missing argument");
  }

  private meaning(node: ts.Expression, scope: Scope): Meaning {
    if (ts.isIdentifier(node)) return meaningOf(node, scope.body, this.checker);
    const member = ts.isPropertyAccessExpression(node) ? meaningOfMember(node, scope.body, this.checker) : undefined;
    if (member === undefined) throw new NotExplained(node.getText());
    return member;
  }

  private named(node: ts.Identifier, scope: Scope): unknown {
    const meaning = this.meaning(node, scope);
    if (meaning.kind === "constant") return this.value(meaning.initializer, scope);
    if (meaning.kind === "local" && scope.bindings.has(meaning.declaration)) return scope.bindings.get(meaning.declaration);
    throw new NotExplained(node.text);
  }

  private property(node: ts.PropertyAccessExpression, scope: Scope): unknown {
    const member = meaningOfMember(node, scope.body, this.checker);
    if (member?.kind === "constant") return this.value(member.initializer, scope);
    return this.member(this.value(node.expression, scope), node.name.text, false);
  }

  /** A field or an element. One of a state is noted if it is plain, and named if it is a part with members of its own. */
  private member(object: unknown, key: string | number, indexed: boolean): unknown {
    if (typeof object !== "object" || object === null) throw new NotExplained(String(key));
    const value = (object as Readonly<Record<string | number, unknown>>)[key];
    const name = this.names.get(object);
    if (name === undefined || key === "length") return value;
    const full = indexed ? `${name}[${key}]` : name === "" ? String(key) : `${name}.${key}`;
    if (typeof value === "object" && value !== null) this.names.set(value, full);
    else this.note(full, String(value));
    return value;
  }

  private note(name: string, value: string): void {
    this.reads.set(name, { name, value });
  }

  private binary({ left, operatorToken, right }: ts.BinaryExpression, scope: Scope): unknown {
    const a = this.value(left, scope);
    if (operatorToken.kind === K.AmpersandAmpersandToken) return a && this.value(right, scope);
    if (operatorToken.kind === K.BarBarToken) return a || this.value(right, scope);
    const b = this.value(right, scope);
    if (operatorToken.kind === K.EqualsEqualsEqualsToken) return a === b;
    if (operatorToken.kind === K.ExclamationEqualsEqualsToken) return a !== b;
    const compute = NUMERIC[operatorToken.kind];
    if (compute === undefined || typeof a !== "number" || typeof b !== "number") throw new NotExplained(operatorToken.getText());
    return compute(a, b);
  }

  private call(node: ts.CallExpression, scope: Scope): unknown {
    const callee = this.callee(node, scope);
    if ("primitive" in callee) return this.primitive(callee.primitive, node, scope);
    return this.applied(callee.helper, callee.scope);
  }

  private applied(callee: FunctionNode, scope: Scope): unknown {
    const { node, scope: inner } = this.result(callee, scope);
    return this.value(node, inner);
  }

  /** `set.has(member)`, where a set is a part of the state. */
  private isSubsetQuestion({ expression }: ts.CallExpression, scope: Scope): boolean {
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "has") return false;
    return meaningOfMember(expression, scope.body, this.checker) === undefined;
  }

  private has(set: ts.Expression, asked: ts.Expression | undefined, scope: Scope): boolean {
    if (asked === undefined) throw new NotExplained(set.getText());
    const subset = this.value(set, scope) as { has(member: unknown): boolean };
    const member = this.value(asked, scope);
    const found = subset.has(member);
    this.note(`${this.names.get(subset) ?? set.getText()}.has(${String(member)})`, String(found));
    return found;
  }

  private primitive(name: string, node: ts.CallExpression, scope: Scope): unknown {
    const [first, second, third] = node.arguments;
    if (name === "has") return this.has((node.expression as ts.PropertyAccessExpression).expression, first, scope);
    if (name === "div" || name === "mod" || name === "min" || name === "max") return ARITHMETIC[name](this.integer(first, scope), this.integer(second, scope));
    if (name === "implies") return !this.value(first as ts.Expression, scope) || this.applied(this.arrow(second), scope);
    if (name !== "all" && name !== "any" && name !== "count") throw new NotExplained(name);
    const holds = this.instances(node, scope).map(({ scope: inner }) => this.applied(this.arrow(third), inner) === true);
    if (name === "count") return holds.filter(Boolean).length;
    return name === "all" ? holds.every(Boolean) : holds.some(Boolean);
  }

  /** The instances of a quantifier, in order: the index, its name, and the scope in which its arrow function stands. */
  instances(
    { arguments: [first, second, third] }: ts.CallExpression,
    scope: Scope,
  ): readonly { readonly name: string; readonly index: number; readonly scope: Scope }[] {
    const from = this.integer(first, scope);
    const to = this.integer(second, scope);
    const arrow = this.arrow(third);
    const name = arrow.parameters[0]?.name.getText() ?? "index";
    return Array.from({ length: Math.max(0, to - from) }, (_, offset) => ({ name, index: from + offset, scope: this.enter(arrow, [from + offset], scope) }));
  }

  private run(statement: ts.Statement, scope: Scope, bindings: Map<ts.Node, unknown>): Completion {
    const here: Scope = { body: scope.body, bindings };
    if (ts.isBlock(statement)) return this.sequence(statement.statements, here, bindings);
    if (ts.isVariableStatement(statement)) return this.declare(statement.declarationList, here, bindings);
    if (ts.isReturnStatement(statement) && statement.expression !== undefined)
      return { node: statement.expression, scope: { body: scope.body, bindings: new Map(bindings) } };
    if (ts.isIfStatement(statement)) {
      const taken = this.value(statement.expression, here) ? statement.thenStatement : statement.elseStatement;
      return taken && this.run(taken, here, bindings);
    }
    if (ts.isForStatement(statement)) return this.loop(statement, here, bindings);
    if (ts.isForOfStatement(statement)) return this.loopOver(statement, here, bindings);
    if (ts.isSwitchStatement(statement)) return this.switch(statement, here, bindings);
    if (ts.isExpressionStatement(statement)) return this.assign(statement.expression, here, bindings);
    if (ts.isBreakStatement(statement)) return "break";
    if (ts.isContinueStatement(statement)) return "continue";
    throw new NotExplained(statement.getText());
  }

  private sequence(statements: readonly ts.Statement[], scope: Scope, bindings: Map<ts.Node, unknown>): Completion {
    for (const statement of statements) {
      const completion = this.run(statement, scope, bindings);
      if (completion !== undefined) return completion;
    }
    return undefined;
  }

  private declare({ declarations }: ts.VariableDeclarationList, scope: Scope, bindings: Map<ts.Node, unknown>): undefined {
    for (const { name, initializer } of declarations) {
      if (initializer !== undefined) this.bind(bindings, name, this.value(initializer, scope));
    }
  }

  /** Binds a name, or each name of a pattern such as `{ PAGE, BLOCK }`. */
  private bind(bindings: Map<ts.Node, unknown>, name: ts.BindingName, value: unknown): void {
    if (ts.isIdentifier(name)) {
      bindings.set(name.parent, value);
      return;
    }
    if (!ts.isObjectBindingPattern(name)) throw new NotExplained(name.getText());
    for (const element of name.elements) this.bind(bindings, element.name, this.member(value, (element.propertyName ?? element.name).getText(), false));
  }

  private loop({ initializer, condition, incrementor, statement }: ts.ForStatement, scope: Scope, bindings: Map<ts.Node, unknown>): Completion {
    if (initializer === undefined || condition === undefined || incrementor === undefined || !ts.isVariableDeclarationList(initializer)) {
      throw new NotExplained("a loop whose bounds are not visible");
    }
    for (this.declare(initializer, scope, bindings); this.value(condition, scope); this.assign(incrementor, scope, bindings)) {
      const completion = this.run(statement, scope, bindings);
      if (completion === "break") break;
      if (typeof completion === "object") return completion;
    }
    return undefined;
  }

  private loopOver({ initializer, expression, statement }: ts.ForOfStatement, scope: Scope, bindings: Map<ts.Node, unknown>): Completion {
    const [declaration] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
    if (declaration === undefined) throw new NotExplained(initializer.getText());
    for (const value of this.value(expression, scope) as readonly unknown[]) {
      this.bind(bindings, declaration.name, value);
      const completion = this.run(statement, scope, bindings);
      if (completion === "break") break;
      if (typeof completion === "object") return completion;
    }
    return undefined;
  }

  private switch({ expression, caseBlock: { clauses } }: ts.SwitchStatement, scope: Scope, bindings: Map<ts.Node, unknown>): Completion {
    const value = this.value(expression, scope);
    const start = clauses.findIndex((clause) => !ts.isCaseClause(clause) || this.value(clause.expression, scope) === value);
    if (start < 0) return undefined;
    const statements = clauses.slice(start).flatMap((clause) => [...clause.statements]);
    const completion = this.sequence(statements, scope, bindings);
    return completion === "break" ? undefined : completion;
  }

  /** An assignment to a local variable. */
  private assign(node: ts.Expression, scope: Scope, bindings: Map<ts.Node, unknown>): undefined {
    const set = (target: ts.Expression, value: unknown): void => {
      const meaning = this.meaning(target, scope);
      if (meaning.kind !== "local") throw new NotExplained(node.getText());
      bindings.set(meaning.declaration, value);
    };
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
      set(node.operand, this.integer(node.operand, scope) + (node.operator === K.PlusPlusToken ? 1 : -1));
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.EqualsToken) {
      set(node.left, this.value(node.right, scope));
    } else if (ts.isBinaryExpression(node)) {
      const compute = COMPOUND[node.operatorToken.kind];
      if (compute === undefined) throw new NotExplained(node.getText());
      set(node.left, compute(this.integer(node.left, scope), this.integer(node.right, scope)));
    } else throw new NotExplained(node.getText());
  }
}

type Compute = (a: number, b: number) => unknown;

const NUMERIC: Readonly<Partial<Record<ts.SyntaxKind, Compute>>> = {
  [K.PlusToken]: (a, b) => a + b,
  [K.MinusToken]: (a, b) => a - b,
  [K.AsteriskToken]: (a, b) => a * b,
  [K.LessThanToken]: (a, b) => a < b,
  [K.LessThanEqualsToken]: (a, b) => a <= b,
  [K.GreaterThanToken]: (a, b) => a > b,
  [K.GreaterThanEqualsToken]: (a, b) => a >= b,
};

const COMPOUND: Readonly<Partial<Record<ts.SyntaxKind, Compute>>> = {
  [K.PlusEqualsToken]: (a, b) => a + b,
  [K.MinusEqualsToken]: (a, b) => a - b,
  [K.AsteriskEqualsToken]: (a, b) => a * b,
};
