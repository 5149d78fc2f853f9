import ts from "typescript";
import { arithmetic, compare, connect, integer } from "../build.js";
import { bare, isCountingUnary } from "../checkSyntax.js";
import { declarationOf } from "../findBody.js";
import type { Expression, Place, Temp } from "../ir.js";
import { excerpt, siteOf } from "../problemAt.js";
import { refusedStatement } from "../subset.js";
import type { Activation } from "./activation.js";
import { assign, assignValue } from "./assign.js";
import { assignVariable, bindName, bindVariable } from "./bindName.js";
import { flagged } from "./inline.js";
import { type Alternative, branch, type Ends, FALLS, jumps, type Piece, plain, sequence } from "./jumps.js";
import { lowerCondition, lowerExpression, lowerIntegers, lowerReference } from "./lowerExpression.js";
import { lowerFor, lowerForOf } from "./lowerLoop.js";
import { Refused, type Value, type View } from "./value.js";
import { read, wantInteger, wantScalar } from "./views.js";

const K = ts.SyntaxKind;

/** Statements one after the other. */
export function lowerStatements(at: Activation, nodes: readonly ts.Statement[]): Ends {
  const mutated = at.setting.mutation?.statements(at, nodes) ?? nodes;
  return sequence(mutated.map((node) => pieceOf(at, node)));
}

/** One statement, or the statements of a block. */
export function lowerStatement(at: Activation, node: ts.Statement): Ends {
  return lowerStatements(at, ts.isBlock(node) ? node.statements : [node]);
}

function pieceOf(at: Activation, node: ts.Statement): Piece {
  const site = siteOf(node);
  if (ts.isIfStatement(node)) return (rest) => branch(at, site, [alternativeOf(at, node)], () => otherwiseOf(at, node.elseStatement), rest);
  return plain(at, site, () => lowerPlain(at, node));
}

function alternativeOf(at: Activation, node: ts.IfStatement): Alternative {
  return { site: siteOf(node), condition: () => lowerCondition(at, node.expression), run: () => lowerStatement(at, node.thenStatement) };
}

function otherwiseOf(at: Activation, node: ts.Statement | undefined): Ends {
  return node === undefined ? FALLS : lowerStatement(at, node);
}

function lowerPlain(at: Activation, node: ts.Statement): Ends {
  if (ts.isBlock(node)) return lowerStatement(at, node);
  if (ts.isVariableStatement(node)) return lowerDeclarations(at, node.declarationList);
  if (ts.isExpressionStatement(node)) return lowerEffect(at, node.expression);
  if (ts.isReturnStatement(node)) return lowerReturn(at, node);
  if (ts.isSwitchStatement(node)) return lowerSwitch(at, node);
  if (ts.isForStatement(node)) return lowerFor(at, node);
  if (ts.isForOfStatement(node)) return lowerForOf(at, node);
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return lowerJump(at, node);
  if (ts.isEmptyStatement(node)) return FALLS;
  const refused = refusedStatement(node);
  throw new Refused(node, "FL201", refused?.message ?? excerpt(node), refused?.hint ?? "write it with the statements of the subset");
}

function lowerReturn(at: Activation, node: ts.ReturnStatement): Ends {
  at.returning.accept(at, node.expression);
  at.builder.emit(flagged(at.returning.jump, true, node));
  return jumps(at.returning.jump);
}

function lowerJump(at: Activation, node: ts.BreakStatement | ts.ContinueStatement): Ends {
  const to = ts.isBreakStatement(node) ? at.breakTo : at.continueTo;
  if (to === undefined) throw new Refused(node, "FL201", `'${excerpt(node)}' outside a loop`, "break and continue belong in loops and switches");
  at.builder.emit(flagged(to, true, node));
  return jumps(to);
}

function lowerDeclarations(at: Activation, list: ts.VariableDeclarationList): Ends {
  for (const declaration of list.declarations) {
    const { name, initializer } = declaration;
    if (initializer === undefined) throw new Refused(declaration, "FL201", `'${excerpt(declaration)}' without a value`, "give it a value where it is declared");
    const value = lowerExpression(at, initializer);
    if (ts.isIdentifier(name) && isReassigned(at, declaration)) bindVariable(at, name, value);
    else bindName(at, name, value);
  }
  return FALLS;
}

/** Whether a variable is assigned anywhere after its declaration; most `let`s of a branch are not. */
function isReassigned(at: Activation, declaration: ts.VariableDeclaration): boolean {
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0) return false;
  return assignedIn(at.body, at.checker).has(declaration);
}

const assigned = new WeakMap<ts.Node, ReadonlySet<ts.Declaration>>();

/** The variables that the text of a function assigns. */
export function assignedIn(body: ts.Node, checker: ts.TypeChecker): ReadonlySet<ts.Declaration> {
  const known = assigned.get(body);
  if (known !== undefined) return known;
  const found = new Set<ts.Declaration>();
  const visit = (node: ts.Node): void => {
    const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind >= K.FirstAssignment && node.operatorToken.kind <= K.LastAssignment;
    const target = isAssignment ? bare(node.left) : isCountingUnary(node) ? bare(node.operand) : undefined;
    // Of parts of the state only their types would tell, which takes TypeScript most of the time that it takes to read a specification.
    const declaration = target !== undefined && ts.isIdentifier(target) ? declarationOf(checker.getSymbolAtLocation(target), checker) : undefined;
    if (declaration !== undefined) found.add(declaration);
    ts.forEachChild(node, visit);
  };
  visit(body);
  assigned.set(body, found);
  return found;
}

/** An expression that is evaluated for what it does. */
function lowerEffect(at: Activation, expression: ts.Expression): Ends {
  const node = bare(expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.EqualsToken) lowerAssignment(at, node);
  else if (ts.isBinaryExpression(node) && COMPOUND[node.operatorToken.kind] !== undefined) {
    lowerUpdate(at, node, node.left, COMPOUND[node.operatorToken.kind] as "+", () => lowerIntegers(at, [node.right])[0] as Expression);
  } else if (isCountingUnary(node)) lowerUpdate(at, node, node.operand, node.operator === K.PlusPlusToken ? "+" : "-", () => integer(1, siteOf(node)));
  else lowerExpression(at, node);
  const last = at.builder.block[at.builder.block.length - 1];
  const isOver = last?.kind === "when" && last.condition.op === "constant";
  return isOver ? { falls: false, jumps: new Set() } : FALLS;
}

const COMPOUND: Readonly<Partial<Record<ts.SyntaxKind, "+" | "-" | "*">>> = {
  [K.PlusEqualsToken]: "+",
  [K.MinusEqualsToken]: "-",
  [K.AsteriskEqualsToken]: "*",
};

function lowerAssignment(at: Activation, node: ts.BinaryExpression): void {
  const variable = variableAt(at, node.left);
  if (variable !== undefined) {
    assignVariable(at, variable, wantScalar(lowerExpression(at, node.right), node.right), node);
    return;
  }
  const target = targetOf(at, node.left);
  const { result: value, statements } = at.builder.capture(() => lowerExpression(at, node.right));
  const inOrder = statements.length > 0 || (canFail(target.place) && value.kind === "scalar");
  const to = inOrder ? at.builder.pinnedKeys(target, ts.isElementAccessExpression(bare(node.left))) : target;
  at.builder.emit(...statements);
  if (!inOrder) assignValue(at, to, value, node);
  else {
    const pinned = at.builder.pinnedValue(value);
    assignValue(at, at.builder.pinnedView(to), pinned, node);
  }
}

/** Whether an index of a place is checked when the model runs: then it matters whether it or the value is looked at first. */
function canFail({ terms }: Place): boolean {
  return terms.some(({ index }) => index.op === "bounded");
}

/** `x += y` and `x++`: read, compute, write, with the index evaluated once. */
function lowerUpdate(at: Activation, node: ts.Expression, targetNode: ts.Expression, operator: "+" | "-" | "*", operand: () => Expression): void {
  const variable = variableAt(at, targetNode);
  const target = variable === undefined ? at.builder.pinnedView(targetOf(at, targetNode)) : undefined;
  const present = target === undefined ? lowerExpression(at, targetNode) : read({ kind: "view", view: target }, targetNode);
  const current = wantInteger(wantScalar(present, targetNode), targetNode);
  const { result: by, statements } = at.builder.capture(operand);
  const left = statements.length > 0 ? at.builder.pinned(current) : current;
  at.builder.emit(...statements);
  const value = arithmetic(operator, left, by, siteOf(node));
  if (variable !== undefined) assignVariable(at, variable, value, node);
  else assign(at, target as View, value, node);
}

function variableAt(at: Activation, node: ts.Expression): Temp | undefined {
  const target = bare(node);
  if (!ts.isIdentifier(target)) return undefined;
  const declaration = declarationOf(at.checker.getSymbolAtLocation(target), at.checker);
  const binding = declaration && at.bindings.get(declaration);
  if (binding?.kind === "variable") return binding.temp;
  throw new Refused(node, "FL201", `assignment to '${target.text}'`, "assign to variables of the state, or to a let of this body");
}

function targetOf(at: Activation, node: ts.Expression): View {
  const target = lowerReference(at, node);
  if (target.kind === "view") return target.view;
  throw new Refused(node, "FL109", `'${excerpt(node)}' is written, and is no variable of the state`, "parameters and constants stay as they are");
}

function lowerSwitch(at: Activation, node: ts.SwitchStatement): Ends {
  const subject = at.builder.pinned(wantScalar(lowerExpression(at, node.expression), node.expression));
  const outer = at.breakTo;
  const end = at.jump("left");
  at.breakTo = end;
  at.builder.emit(flagged(end, false, node));
  const ends = branch(
    at,
    siteOf(node),
    alternativesOf(at, node, subject),
    () => runClause(at, defaultOf(node)),
    () => FALLS,
  );
  at.breakTo = outer;
  const broke = ends.jumps.has(end);
  return { falls: ends.falls || broke, jumps: new Set([...ends.jumps].filter((jump) => jump !== end)) };
}

function defaultOf(node: ts.SwitchStatement): ts.CaseOrDefaultClause | undefined {
  return node.caseBlock.clauses.find(ts.isDefaultClause);
}

function alternativesOf(at: Activation, node: ts.SwitchStatement, subject: Expression): Alternative[] {
  const alternatives: Alternative[] = [];
  let labels: ts.CaseClause[] = [];
  for (const clause of node.caseBlock.clauses) {
    if (!ts.isCaseClause(clause)) continue;
    labels.push(clause);
    if (clause.statements.length === 0) continue;
    const group = labels;
    alternatives.push({ site: siteOf(clause), condition: () => matchesAny(at, subject, group), run: () => runClause(at, clause) });
    labels = [];
  }
  return alternatives;
}

function matchesAny(at: Activation, subject: Expression, clauses: readonly ts.CaseClause[]): Expression {
  return clauses
    .map(({ expression }) => compare("===", subject, sameKind(subject, lowerExpression(at, expression), expression), siteOf(expression)))
    .reduce((left, right) => connect("or", left, right, left.site));
}

function sameKind(subject: Expression, value: Value, node: ts.Expression): Expression {
  const found = wantScalar(value, node);
  if (found.type.kind === subject.type.kind) return found;
  throw new Refused(node, "FL201", `'${excerpt(node)}' is a ${found.type.kind}, and the switch is over a ${subject.type.kind}`, "compare values of one kind");
}

function runClause(at: Activation, clause: ts.CaseOrDefaultClause | undefined): Ends {
  if (clause === undefined) return FALLS;
  const statements =
    clause.statements.length === 1 && ts.isBlock(clause.statements[0] as ts.Statement) ? (clause.statements[0] as ts.Block).statements : clause.statements;
  const last = statements[statements.length - 1];
  const ends = lowerStatements(at, last !== undefined && ts.isBreakStatement(last) ? statements.slice(0, -1) : statements);
  const isLast = clause === clause.parent.clauses[clause.parent.clauses.length - 1];
  if (ends.falls && !isLast && !(last !== undefined && ts.isBreakStatement(last))) {
    throw new Refused(clause, "FL201", "a case that falls into the next one", "end it with break or return");
  }
  return ends;
}
