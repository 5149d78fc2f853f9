import type { Node, Tree } from "web-tree-sitter";

/** The functions that a file of C defines, by name. Of several with one name, as the branches of an #if have them, the first. */
export function functionsOf(tree: Tree): ReadonlyMap<string, Node> {
  const functions = new Map<string, Node>();
  for (const node of tree.rootNode.descendantsOfType("function_definition")) {
    const name = node === null ? undefined : declaredName(node);
    if (node !== null && name !== undefined && !functions.has(name)) functions.set(name, node);
  }
  return functions;
}

/** A function that returns a pointer is declared inside out. */
function declaredName(definition: Node): string | undefined {
  let declarator = definition.childForFieldName("declarator");
  while (declarator !== null && declarator.type !== "identifier") declarator = declarator.childForFieldName("declarator");
  return declarator?.text;
}
