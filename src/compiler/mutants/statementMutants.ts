import ts from "typescript";
import { bare } from "../checkSyntax.js";
import type { Operator } from "./mutant.js";
import { oneLine } from "./oneLine.js";

/** Other statements for a block. */
export interface StatementMutant {
  readonly operator: Operator;
  /** The statement that is dropped, or the first of two that change places. */
  readonly node: ts.Statement;
  /** What stands there instead; empty for what is dropped. */
  readonly after: string;
  readonly statements: readonly ts.Statement[];
}

/** Every way to lose one of the statements of a block, or to write two of them in the wrong order. */
export function statementMutants(nodes: readonly ts.Statement[]): readonly StatementMutant[] {
  return nodes.flatMap((node, index) => [...drops(nodes, node, index), ...swaps(nodes, node, index)]);
}

function drops(nodes: readonly ts.Statement[], node: ts.Statement, index: number): readonly StatementMutant[] {
  if (!canGo(node)) return [];
  return [{ operator: isAboutLock(node) ? "drop a lock" : "drop a statement", node, after: "", statements: nodes.filter((_, at) => at !== index) }];
}

/** What follows it is reached without it: no `return`, no declaration, no branch that ends on both sides. */
function canGo(node: ts.Statement): boolean {
  return ts.isExpressionStatement(node) || ts.isForStatement(node) || (ts.isIfStatement(node) && node.elseStatement === undefined);
}

/** It waits for a lock, takes one or lets it go: `s.i_rwsem`, `folio.lock`, `gfs2GlockDq()`, but no `block`. */
function isAboutLock(node: ts.Statement): boolean {
  return ts.isExpressionStatement(node) && /(?<![bB])[lL]ock(?!s)|rwsem/.test(node.getText());
}

function swaps(nodes: readonly ts.Statement[], node: ts.Statement, index: number): readonly StatementMutant[] {
  const next = nodes[index + 1];
  if (next === undefined || ![node, next].every(isEffect)) return [];
  const statements = [...nodes.slice(0, index), next, node, ...nodes.slice(index + 2)];
  return [{ operator: "reorder statements", node, after: `${oneLine(next)} ${oneLine(node)}`, statements }];
}

/** A guard has to come before the first write: it never changes places. */
function isEffect(node: ts.Statement): boolean {
  if (!ts.isExpressionStatement(node)) return false;
  const effect = bare(node.expression);
  return !(ts.isCallExpression(effect) && effect.expression.getText() === "when");
}
