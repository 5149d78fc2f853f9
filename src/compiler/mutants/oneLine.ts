import type ts from "typescript";

/** The text of a node on one line, without the comments before it. */
export function oneLine(node: ts.Node): string {
  return node.getText().replace(/\s+/g, " ");
}
