import ts from "typescript";
import { findBody } from "../../compiler/findBody.js";
import { SourceProgram } from "../../compiler/sourceProgram.js";
import { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedModel } from "../../language/compose.js";
import { Violation } from "../../language/errors.js";
import { originOf } from "../../language/machine.js";
import type { PredicateProperty } from "../../language/property.js";
import { Evaluation, NotExplained, type Scope } from "../../trace/conjunct/evaluation.js";

/** A part of a property, and whether it was true in each state of a trace. */
export interface PropertyPart {
  /** As the specification writes it; an instance of a quantifier begins with its index: `cell = 1: …`. */
  readonly text: string;
  /** How deep it stands in the property, which is 0 itself. */
  readonly depth: number;
  /** What it has to be for the property to hold; null for a condition, which may be either. */
  readonly wanted: boolean | null;
  /** For each state: true, false, or null where it is not asked. */
  readonly truth: readonly (boolean | null)[];
}

/** A part, as it is in one state. */
type Asked = Omit<PropertyPart, "truth"> & { readonly value: boolean | null };

/** Of a quantifier with more instances than this only those that fail are shown. */
const MANY = 16;

/**
 * Takes a property apart along `&&`, `implies` and `all`, and asks each part in each state; empty where its text is not to be had.
 * @param states those of a trace, in order
 */
export function propertyParts(composed: ComposedModel, property: PredicateProperty, states: readonly Int32Array[]): PropertyPart[] {
  const origin = originOf(property.holds);
  const node = origin && findBody(origin);
  if (origin === undefined || node === undefined) return [];
  const { checker } = SourceProgram.of(origin.site.file);
  const found = new Map<string, { part: Asked; truth: (boolean | null)[] }>();
  states.forEach((state, index) => {
    const seen = property.kind === "step" ? states.slice(index - 1, index + 1) : [state];
    if (property.kind === "step" && index === 0) return;
    const views = seen.map((each) => new Stepper(composed).look(each));
    for (const part of new Parting(new Evaluation(checker)).ofProperty(property, node, [...views, composed.parameters])) {
      const key = JSON.stringify([part.depth, part.text]);
      const known = found.get(key) ?? { part, truth: states.map(() => null) };
      known.truth[index] = part.value;
      found.set(key, known);
    }
  });
  return [...found.values()].map(({ part: { text, depth, wanted }, truth }) => ({ text, depth, wanted, truth }));
}

/** Takes a property apart in one state. */
class Parting {
  constructor(private readonly evaluation: Evaluation) {}

  ofProperty({ name, kind }: PredicateProperty, body: Parameters<Evaluation["result"]>[0], values: readonly unknown[]): Asked[] {
    const returned = attempt(() => this.evaluation.result(body, this.evaluation.enter(body, values)));
    if (returned === undefined) return [];
    const value = this.ask(returned.node, returned.scope);
    const whole = { text: name, depth: 0, wanted: true, value: kind === "never" && value !== null ? !value : value };
    return [whole, ...this.inside(returned.node, returned.scope, 1, kind === "never" ? null : true)];
  }

  private inside(node: ts.Expression, scope: Scope, depth: number, wanted: Asked["wanted"]): Asked[] {
    if (ts.isParenthesizedExpression(node)) return this.inside(node.expression, scope, depth, wanted);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
      return [...this.inside(node.left, scope, depth, wanted), ...this.inside(node.right, scope, depth, wanted)];
    }
    if (ts.isCallExpression(node)) {
      const callee = attempt(() => this.evaluation.callee(node, scope));
      const primitive = callee !== undefined && "primitive" in callee ? callee.primitive : undefined;
      if (primitive === "implies") return this.implication(node, scope, depth, wanted);
      if (primitive === "all") return this.instances(node, scope, depth, wanted);
    }
    return [{ text: oneLine(node), depth, wanted, value: this.ask(node, scope) }];
  }

  private implication({ arguments: [condition, consequence] }: ts.CallExpression, scope: Scope, depth: number, wanted: Asked["wanted"]): Asked[] {
    const premise = condition as ts.Expression;
    const value = this.ask(premise, scope);
    const first = { text: `if ${oneLine(premise)}`, depth, wanted: null, value };
    if (value !== true) return [first];
    const then = attempt(() => this.evaluation.result(this.evaluation.arrow(consequence), scope));
    return then === undefined ? [first] : [first, ...this.inside(then.node, then.scope, depth + 1, wanted)];
  }

  private instances(node: ts.CallExpression, scope: Scope, depth: number, wanted: Asked["wanted"]): Asked[] {
    const instances = attempt(() => this.evaluation.instances(node, scope)) ?? [];
    const asked = instances.flatMap(({ name, index, scope: inner }) => {
      const body = attempt(() => this.evaluation.result(this.evaluation.arrow(node.arguments[2]), inner));
      return body === undefined ? [] : [{ text: `${name} = ${index}: ${oneLine(body.node)}`, depth, wanted, value: this.ask(body.node, body.scope) }];
    });
    return asked.length <= MANY ? asked : asked.filter(({ value }) => value === false);
  }

  private ask(node: ts.Expression, scope: Scope): boolean | null {
    const value = attempt(() => this.evaluation.value(node, scope));
    return typeof value === "boolean" ? value : null;
  }
}

/** What is outside the subset, or breaks a rule of the language in this state, has no truth here. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof NotExplained || error instanceof Violation) return undefined;
    throw error;
  }
}

function oneLine(node: ts.Node): string {
  return node.getText().replace(/\s+/g, " ");
}
