import type { AnyStateNode, StateValue } from "xstate";
import { type Domain, oneOf, record } from "../../language/index.js";
import type { Cell } from "./cell.js";
import type { Codec } from "./codec.js";

/** What is stored for a state with children that the machine is not in. */
const NOT_IN = "(not in)";

/** Where a machine stands: for each of its states that has exclusive children, which of them is active. */
export function stateValueCodec(root: AnyStateNode): Codec<StateValue> {
  return {
    domain: record(Object.fromEntries(compoundNodes(root).map((node) => [node.id, domainOf(node)]))),
    read: (cell) => load(root, cell),
    write(cell, value) {
      store(root, value as StateValue, cell);
    },
  };
}

function compoundNodes(node: AnyStateNode): AnyStateNode[] {
  return [...(node.type === "compound" ? [node] : []), ...childrenOf(node).flatMap(compoundNodes)];
}

/** The states that may be active in `node`: a history state never is. */
export function childrenOf(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states).filter(({ type }) => type !== "history");
}

function domainOf(node: AnyStateNode): Domain<string> {
  const keys = childrenOf(node).map(({ key }) => key);
  return node.parent === undefined ? oneOf(...keys) : oneOf(NOT_IN, ...keys);
}

function load(node: AnyStateNode, cell: Cell): StateValue {
  if (node.type !== "compound") return Object.fromEntries(childrenOf(node).map((region) => [region.key, load(region, cell)]));
  const key = cell.part(node.id).stored as string;
  const child = node.states[key] as AnyStateNode;
  return childrenOf(child).length === 0 ? key : { [key]: load(child, cell) };
}

function store(node: AnyStateNode, value: StateValue, cell: Cell): void {
  const inner = typeof value === "string" ? { [value]: {} } : value;
  if (node.type === "compound") cell.part(node.id).stored = Object.keys(inner)[0];
  for (const [key, part] of Object.entries(inner)) store(node.states[key] as AnyStateNode, part as StateValue, cell);
}
