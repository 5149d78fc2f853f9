import type { Node } from "web-tree-sitter";
import type { Mark } from "./mark.js";
import { operatorsOf } from "./operatorsOf.js";
import { isQuiet } from "./quietCalls.js";

type Tell = (text: string, at: Node) => void;
type Walk = (node: Node, tell: Tell) => void;

/** The outline of a C function: its calls in the order in which they are made, and what decides whether and how often. */
export function outlineOf(definition: Node): readonly Mark[] {
  const marks: Mark[] = [];
  const tell: Tell = (text, at) => void marks.push({ text, line: at.startPosition.row + 1 });
  const body = definition.childForFieldName("body");
  if (body !== null) walk(body, tell);
  return marks;
}

const WALKS: Readonly<Record<string, Walk>> = {
  if_statement: branch,
  while_statement: (node, tell) => loop(node, tell, (inside) => [test(node, inside), walkField(node, "body", inside)]),
  do_statement: (node, tell) => loop(node, tell, (inside) => [walkField(node, "body", inside), test(node, inside)]),
  for_statement: forLoop,
  switch_statement: switchOver,
  case_statement: alternative,
  conditional_expression: choice,
  call_expression: call,
  labeled_statement: (node, tell) => {
    tell(`${node.childForFieldName("label")?.text}:`, node);
    walkChildren(node, tell);
  },
  goto_statement: (node, tell) => tell(`goto ${node.childForFieldName("label")?.text}`, node),
  break_statement: (node, tell) => tell("break", node),
  continue_statement: (node, tell) => tell("continue", node),
  return_statement: (node, tell) => {
    walkChildren(node, tell);
    tell(
      decides(
        "return",
        node.namedChildren.find((child) => child?.type !== "comment"),
      ),
      node,
    );
  },
  preproc_if: conditional,
  preproc_ifdef: conditional,
  comment: () => {},
};

function walk(node: Node, tell: Tell): void {
  const special = WALKS[node.type];
  if (special === undefined) walkChildren(node, tell);
  else special(node, tell);
}

function walkChildren(node: Node, tell: Tell): void {
  for (const child of node.namedChildren) if (child !== null) walk(child, tell);
}

function walkField(node: Node, field: string, tell: Tell): void {
  const child = node.childForFieldName(field);
  if (child !== null) walk(child, tell);
}

/** A word with the operators of what it decides by. */
function decides(word: string, condition: Node | null | undefined): string {
  const operators = condition ? operatorsOf(condition) : "";
  return operators === "" ? word : `${word} ${operators}`;
}

function branch(node: Node, tell: Tell): void {
  walkField(node, "condition", tell);
  tell(decides("if", node.childForFieldName("condition")), node);
  walkField(node, "consequence", tell);
  tell("end", node);
  const otherwise = node.childForFieldName("alternative");
  if (otherwise === null) return;
  tell("else", otherwise);
  walkChildren(otherwise, tell);
  tell("end", otherwise);
}

function loop(node: Node, tell: Tell, inside: (tell: Tell) => unknown): void {
  tell("loop", node);
  inside(tell);
  tell("end", node);
}

/** What a loop goes on by. One that says `1`, `0`, or nothing is decided elsewhere. */
function test(node: Node, tell: Tell): void {
  const condition = node.childForFieldName("condition");
  if (condition === null || /^\(?(0|1|true|false)\)?$/.test(condition.text)) return;
  walk(condition, tell);
  tell(decides("test", condition), condition);
}

function forLoop(node: Node, tell: Tell): void {
  walkField(node, "initializer", tell);
  loop(node, tell, (inside) => [test(node, inside), walkField(node, "body", inside), walkField(node, "update", inside)]);
}

function switchOver(node: Node, tell: Tell): void {
  walkField(node, "condition", tell);
  tell("switch", node);
  walkField(node, "body", tell);
  tell("end", node);
}

function alternative(node: Node, tell: Tell): void {
  const value = node.childForFieldName("value");
  tell(value === null ? "default" : `case ${value.text}`, node);
  for (const child of node.namedChildren) if (child !== null && child.id !== value?.id) walk(child, tell);
}

function choice(node: Node, tell: Tell): void {
  walkField(node, "condition", tell);
  tell(decides("?", node.childForFieldName("condition")), node);
  walkField(node, "consequence", tell);
  walkField(node, "alternative", tell);
}

function call(node: Node, tell: Tell): void {
  walkField(node, "arguments", tell);
  const callee = node.childForFieldName("function");
  if (callee === null) return;
  if (callee.type === "identifier") {
    if (!isQuiet(callee.text)) tell(`${callee.text}()`, node);
    return;
  }
  walk(callee, tell);
  const field = callee.childForFieldName("field");
  tell(field === null ? "*()" : `->${field.text}()`, node);
}

/** Both branches of an #if are told: which is compiled, the source alone does not say. */
function conditional(node: Node, tell: Tell): void {
  const aside = new Set([node.childForFieldName("name")?.id, node.childForFieldName("condition")?.id, node.childForFieldName("alternative")?.id]);
  tell("#if", node);
  for (const child of node.namedChildren) if (child !== null && !aside.has(child.id)) walk(child, tell);
  tell("end", node);
  const otherwise = node.childForFieldName("alternative");
  if (otherwise === null) return;
  tell("#else", otherwise);
  walkChildren(otherwise, tell);
  tell("end", otherwise);
}
