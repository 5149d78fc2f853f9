import ts from "typescript";
import { findBody } from "../../compiler/findBody.js";
import { siteOf } from "../../compiler/problemAt.js";
import { SourceProgram } from "../../compiler/sourceProgram.js";
import { Violation } from "../../language/errors.js";
import { originOf } from "../../language/machine.js";
import type { PredicateProperty } from "../../language/property.js";
import type { Site } from "../../language/site.js";
import { Evaluation, NotExplained, type Read, type Scope } from "./evaluation.js";

/** The part of a property that failed. */
export interface FailingConjunct {
  /** Its source text, in the property's own words: `contentAt(s, cell, p) !== "stale"`. */
  readonly text: string;
  readonly site: Site;
  /** What it ought to be and is not. */
  readonly wanted: boolean;
  /** The indices of the quantifiers around it, outermost first. */
  readonly where: readonly { readonly name: string; readonly index: number }[];
  /** The two sides of the comparison that it is, where one of them is no literal: `contentAt(s, cell, p)` is `stale`. */
  readonly sides: readonly Read[];
  /** Where it is a question to a helper function: the part of that function that decided, again in its own words. */
  readonly within: { readonly text: string; readonly site: Site } | null;
  /** Every variable that was looked at to evaluate it and the conditions around it. */
  readonly reads: readonly Read[];
}

/**
 * Evaluates a property once more, this time its source text, on the state in which it failed (for a step property: on the two states), and follows the failure down to the
 * part that is to blame: through quantifiers to the first instance that fails, through `&&`, `||`, `!`, `?:` and `implies` to the side that decides.
 * @param states what the property is given as views, without the parameters
 * @returns `undefined` where its source is not to be had or is outside the subset: models of other libraries are
 */
export function failingConjunct({ holds, kind }: PredicateProperty, states: readonly object[], parameters: unknown): FailingConjunct | undefined {
  const origin = originOf(holds);
  const node = origin && findBody(origin);
  if (origin === undefined || node === undefined) return undefined;
  const evaluation = new Evaluation(SourceProgram.of(origin.site.file).checker);
  for (const [index, state] of states.entries()) evaluation.name(state, kind !== "step" ? "" : index === 0 ? "before" : "after");
  try {
    const { node: body, scope } = evaluation.result(node, evaluation.enter(node, [...states, parameters]));
    return new Descent(evaluation).blame(body, scope, kind !== "never", []);
  } catch (error) {
    if (error instanceof NotExplained || error instanceof Violation) return undefined;
    throw error;
  }
}

type Where = FailingConjunct["where"];

/** Follows a failure down the text. What is evaluated on the way, and is not to blame, leaves no reads behind. */
class Descent {
  /** What was read by the conditions that made the blamed part count. */
  private readonly conditions = new Map<string, Read>();

  constructor(private readonly evaluation: Evaluation) {}

  /** @returns nothing if the expression is what it ought to be */
  blame(node: ts.Expression, scope: Scope, wanted: boolean, where: Where): FailingConjunct | undefined {
    if (this.evaluated(node, scope).value === wanted) return undefined;
    return this.inside(node, scope, wanted, where) ?? this.leaf(node, scope, wanted, where);
  }

  private evaluated(node: ts.Expression, scope: Scope): { readonly value: unknown; readonly reads: readonly Read[] } {
    this.evaluation.reads.clear();
    const value = this.evaluation.value(node, scope);
    return { value, reads: [...this.evaluation.reads.values()] };
  }

  private inside(node: ts.Expression, scope: Scope, wanted: boolean, where: Where): FailingConjunct | undefined {
    if (ts.isParenthesizedExpression(node)) return this.blame(node.expression, scope, wanted, where);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return this.blame(node.operand, scope, !wanted, where);
    if (ts.isConditionalExpression(node)) {
      const condition = this.condition(node.condition, scope);
      return this.blame(condition ? node.whenTrue : node.whenFalse, scope, wanted, where);
    }
    if (ts.isBinaryExpression(node)) return this.side(node, scope, wanted, where);
    return ts.isCallExpression(node) ? this.called(node, scope, wanted, where) : undefined;
  }

  /**
   * The side of `&&` that is false, or the side of `||` that is true. Where either side could have saved it, the left one is taken for a condition of the
   * right: `!uptodate || valid` is said of what is uptodate.
   */
  private side({ operatorToken, left, right }: ts.BinaryExpression, scope: Scope, wanted: boolean, where: Where): FailingConjunct | undefined {
    const isAnd = operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    if (!isAnd && operatorToken.kind !== ts.SyntaxKind.BarBarToken) return undefined;
    if (isAnd === wanted) return this.blame(left, scope, wanted, where) ?? this.blame(right, scope, wanted, where);
    this.condition(left, scope);
    return this.blame(right, scope, wanted, where);
  }

  private called(node: ts.CallExpression, scope: Scope, wanted: boolean, where: Where): FailingConjunct | undefined {
    const callee = this.evaluation.callee(node, scope);
    if (!("primitive" in callee)) return undefined;
    const [first, second, third] = node.arguments;
    if (callee.primitive === "implies" && wanted) {
      this.condition(first as ts.Expression, scope);
      const { node: body, scope: inner } = this.evaluation.result(this.evaluation.arrow(second), scope);
      return this.blame(body, inner, wanted, where);
    }
    if (callee.primitive !== (wanted ? "all" : "any")) return undefined;
    for (const bound of [first, second]) this.condition(bound as ts.Expression, scope);
    for (const { name, index, scope: instance } of this.evaluation.instances(node, scope)) {
      const { node: body, scope: inner } = this.evaluation.result(this.evaluation.arrow(third), instance);
      const blamed = this.blame(body, inner, wanted, [...where, { name, index }]);
      if (blamed !== undefined) return blamed;
    }
    return undefined;
  }

  private condition(node: ts.Expression, scope: Scope): unknown {
    const { value, reads } = this.evaluated(node, scope);
    for (const read of reads) this.conditions.set(read.name, read);
    return value;
  }

  private leaf(node: ts.Expression, scope: Scope, wanted: boolean, where: Where): FailingConjunct {
    const own = this.evaluated(node, scope).reads;
    const reads = [...new Map([...this.conditions.values(), ...own].map((read) => [read.name, read])).values()];
    return { text: textOf(node), site: siteOf(node), wanted, where, sides: this.sides(node, scope), within: this.within(node, scope, wanted), reads };
  }

  private sides(node: ts.Expression, scope: Scope): readonly Read[] {
    if (!ts.isBinaryExpression(node)) return [];
    const told = [node.left, node.right].filter((side) => !ts.isLiteralExpression(side) && !ts.isPrefixUnaryExpression(side));
    return told.map((side) => ({ name: textOf(side), value: String(this.evaluation.value(side, scope)) })).filter(({ value }) => value !== "[object Object]");
  }

  /** The part of a helper function that gave the answer. */
  private within(node: ts.Expression, scope: Scope, wanted: boolean): FailingConjunct["within"] {
    if (!ts.isCallExpression(node)) return null;
    const callee = this.evaluation.callee(node, scope);
    if ("primitive" in callee) return null;
    const { node: body, scope: inner } = this.evaluation.result(callee.helper, callee.scope);
    const blamed = new Descent(this.evaluation).blame(body, inner, wanted, []);
    return blamed === undefined ? null : { text: blamed.text, site: blamed.site };
  }
}

function textOf(node: ts.Node): string {
  return node.getText().replace(/\s+/g, " ");
}
