import type { Node } from "web-tree-sitter";

const DECIDING: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "&"]);

/** The comparisons and connectives of a condition, in the order of the source; what is computed in the arguments of a call is the call's. */
export function operatorsOf(condition: Node): string {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === "call_expression" && !isAnnotation(node)) return;
    for (const child of node.children) {
      if (child === null) continue;
      if (!child.isNamed && DECIDING.has(child.type) && !isAddress(node)) found.push(child.type);
      visit(child);
    }
  };
  visit(condition);
  return found.join(" ");
}

/** `unlikely(a < b)` is `a < b`. */
function isAnnotation(call: Node): boolean {
  return /^(un)?likely$/.test(call.childForFieldName("function")?.text ?? "");
}

/** The `&` of `&x` takes an address. */
function isAddress(node: Node): boolean {
  return node.type === "pointer_expression";
}
