import type { AnyHistoryValue, AnyStateNode } from "xstate";
import { bool, record } from "../../language/index.js";
import type { Codec } from "./codec.js";
import { childrenOf } from "./stateValueCodec.js";

/** What a machine remembers of the states that it left: for each history state, which of those it may return to were active. */
export function historyCodec(root: AnyStateNode): Codec<AnyHistoryValue> {
  const remembered = historyNodes(root).map((node) => ({ id: node.id, nodes: recalled(node) }));
  return {
    domain: record(Object.fromEntries(remembered.map(({ id, nodes }) => [id, record(Object.fromEntries(nodes.map((node) => [node.id, bool])))]))),
    read(cell) {
      const entries = remembered.map(({ id, nodes }) => [id, nodes.filter((node) => cell.part(id).part(node.id).stored)] as const);
      return Object.fromEntries(entries.filter(([, nodes]) => nodes.length > 0));
    },
    write(cell, history) {
      for (const [id, nodes] of Object.entries(history as AnyHistoryValue)) {
        for (const node of nodes) cell.part(id).part(node.id).stored = true;
      }
    },
  };
}

function historyNodes(node: AnyStateNode): AnyStateNode[] {
  return [...(node.type === "history" ? [node] : []), ...Object.values(node.states).flatMap(historyNodes)];
}

/** The states that a history state may return to: its siblings, or, where it is deep, what its parent has at the bottom. */
function recalled({ parent, history }: AnyStateNode): AnyStateNode[] {
  const siblings = childrenOf(parent as AnyStateNode);
  return history === "deep" ? siblings.flatMap(leavesOf) : siblings;
}

function leavesOf(node: AnyStateNode): AnyStateNode[] {
  const children = childrenOf(node);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}
