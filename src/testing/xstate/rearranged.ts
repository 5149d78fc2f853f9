import type { AnyMachineSnapshot, AnyStateNode } from "xstate";

/** The same snapshot with its states in the order in which they are written, which is the one in which a machine enters them. */
export function asWritten(snapshot: AnyMachineSnapshot): AnyMachineSnapshot {
  return { ...snapshot, _nodes: [...snapshot._nodes].sort((one, other) => one.order - other.order) };
}

/**
 * The same snapshot with the opposite order in what a model keeps without one: members of each `Set`, keys of each `Map`, and the order
 * in which parallel states came to where they are, in which XState takes their `always` transitions. Undefined where there is no such order.
 */
export function rearranged(snapshot: AnyMachineSnapshot): AnyMachineSnapshot | undefined {
  const order = { matters: false };
  const context = reverse(snapshot.context, order);
  const leaves = snapshot._nodes.filter(isLeaf);
  const nodes = [...snapshot._nodes.filter((node) => !isLeaf(node)), ...leaves.reverse()];
  return order.matters || leaves.length > 1 ? { ...snapshot, context, _nodes: nodes } : undefined;
}

function isLeaf({ type }: AnyStateNode): boolean {
  return type === "atomic" || type === "final";
}

function reverse(value: unknown, order: { matters: boolean }): unknown {
  if (value instanceof Set || value instanceof Map) order.matters ||= value.size > 1;
  if (value instanceof Set) return new Set([...value].reverse());
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, reverse(item, order)] as const).reverse());
  if (Array.isArray(value)) return value.map((item) => reverse(item, order));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reverse(item, order)]));
}
