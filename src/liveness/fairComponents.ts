import { Components } from "./components.js";
import type { Product } from "./product.js";
import type { Assumption } from "./runGraph.js";

/** The component of a node that lies on no accepted fair loop. */
export const NOT_FAIR = -1;

/** What a strongly connected part of a product does when all of it is visited again and again. */
interface Tour {
  readonly accepts: number;
  readonly taken: ReadonlySet<number>;
  /** Actions that some of its states enable, and those that all of them do. */
  readonly enabled: ReadonlySet<number>;
  readonly alwaysEnabled: ReadonlySet<number>;
}

/**
 * Finds the nodes of a product that lie on a loop which its automaton accepts and which is fair, and says for each in which component. Acceptance and weak fairness are met by whoever tours a whole component, if anybody can; strong fairness
 * towards an action that a component enables and does not take can only be met by avoiding the states that enable it: they are taken out, and
 * what is left falls into smaller components (Emerson and Lei, Modalities for model checking, 1987; Lichtenstein and Pnueli, POPL 1985).
 * @param stride after how many components to let others work
 */
export function* fairNodes(product: Product, assumptions: readonly Assumption[], stride: number): Generator<undefined, Int32Array, void> {
  const components = new Components(product);
  const { partOf } = components;
  const componentOf = new Int32Array(product.nodes).fill(NOT_FAIR);
  let parts = 0;
  let fair = 0;
  const cut = (nodes: Iterable<number>): number => {
    parts++;
    for (const node of nodes) partOf[node] = parts;
    return parts;
  };
  // Parts that are still to be taken apart: their nodes and their number.
  const open: (readonly [Iterable<number>, number])[] = [[upTo(product.nodes), 0]];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const component of components.of(...next)) {
      const part = cut(component);
      const tour = tourOf(product, component, partOf, part);
      if (++seen % stride === 0) yield;
      if (!isAccepted(product, tour) || !isWeaklyFair(tour, assumptions)) continue;
      const missing = assumptions.filter(({ strength, action }) => strength === "strong" && tour.enabled.has(action) && !tour.taken.has(action));
      if (missing.length === 0) {
        for (const node of component) componentOf[node] = fair;
        fair++;
      } else {
        const rest = component.filter((node) => missing.every(({ action }) => !product.enabledAt(node).has(action)));
        open.push([rest, cut(rest)]);
      }
    }
  }
  return componentOf;
}

function upTo(end: number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      for (let node = 0; node < end; node++) yield node;
    },
  };
}

function isAccepted({ automaton: { acceptance } }: Product, { accepts }: Tour): boolean {
  return accepts === acceptance;
}

function isWeaklyFair({ taken, alwaysEnabled }: Tour, assumptions: readonly Assumption[]): boolean {
  return assumptions.every(({ strength, action }) => strength !== "weak" || taken.has(action) || !alwaysEnabled.has(action));
}

function tourOf(product: Product, component: readonly number[], partOf: Int32Array, part: number): Tour {
  const edgeKinds = new Set<number>();
  const enabledKinds = new Set<number>();
  let accepts = 0;
  for (const node of component) {
    enabledKinds.add(product.graph.enabledKinds[product.stateOf(node)] as number);
    const end = product.cursors(node);
    for (let cursor = 0; cursor < end; cursor++) {
      const target = product.target(node, cursor);
      if (target < 0 || partOf[target] !== part) continue;
      accepts |= product.acceptsOf(node, cursor);
      edgeKinds.add(product.graph.edgeKinds[product.edgeOf(node, cursor)] as number);
    }
  }
  const taken = new Set([...edgeKinds].flatMap((kind) => [...(product.graph.actionsOf[kind] ?? [])]));
  const enabled = [...enabledKinds].map((kind) => product.graph.enabledBy[kind] as ReadonlySet<number>);
  return {
    accepts,
    taken,
    enabled: new Set(enabled.flatMap((actions) => [...actions])),
    alwaysEnabled: new Set([...(enabled[0] ?? [])].filter((action) => enabled.every((actions) => actions.has(action)))),
  };
}
