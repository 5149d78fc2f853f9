import { NOT_FAIR } from "./fairComponents.js";
import type { Product } from "./product.js";
import type { Assumption } from "./runGraph.js";

/** An edge of the graph, from the state that it leaves. */
export interface Move {
  readonly state: number;
  readonly edge: number;
}

/** A run of a graph: a stem from an initial state, and a loop that is repeated for ever. */
export interface Lasso {
  /** Where it begins. */
  readonly initial: number;
  readonly stem: readonly Move[];
  /** At least one edge, from the state in which the stem ends back to it. */
  readonly loop: readonly Move[];
}

/** A cursor of a node of a product. */
interface Hop {
  readonly node: number;
  readonly cursor: number;
}

/** What a loop has yet to do: true of a hop that does it. */
type Duty = (hop: Hop) => boolean;

/**
 * A lasso whose stem is a shortest path to the nodes that lie on accepted fair loops; of those paths the first in the order of initial states, processes and
 * choices. The loop goes, again and again, to the nearest edge that does something which the loop still has to do, and then back. At last
 * the run is written as it is shortest: what the stem ends with is not repeated if the loop ends with it too.
 * @param componentOf what `fairNodes` found
 * @returns nothing, if no loop is both accepted and fair
 */
export function findLasso(product: Product, componentOf: Int32Array, assumptions: readonly Assumption[]): Lasso | undefined {
  const knot = componentOf.findIndex((component) => component !== NOT_FAIR);
  if (knot < 0) return undefined;
  const path = pathTo(product, knot);
  const initial = product.stateOf(path[0]?.node ?? knot);
  const loop = new LoopFinder(product, componentOf, knot).find(assumptions);
  return { initial, ...rolledUp(moves(product, path), moves(product, loop)) };
}

function pathTo(product: Product, node: number): readonly Hop[] {
  const path: Hop[] = [];
  for (let to = node, from = product.parents[to] as number; from >= 0; to = from, from = product.parents[to] as number) {
    path.push({ node: from, cursor: firstCursor(product, from, to) });
  }
  return path.reverse();
}

function firstCursor(product: Product, from: number, to: number): number {
  let cursor = 0;
  while (product.target(from, cursor) !== to) cursor++;
  return cursor;
}

class LoopFinder {
  private readonly parents: Int32Array;
  private readonly cursors: Int32Array;

  constructor(
    private readonly product: Product,
    private readonly componentOf: Int32Array,
    private readonly knot: number,
  ) {
    this.parents = new Int32Array(product.nodes);
    this.cursors = new Int32Array(product.nodes);
  }

  /** Strong fairness binds only a loop that enables the action: it becomes a duty when a loop without it has turned out to be unfair. */
  find(assumptions: readonly Assumption[]): readonly Hop[] {
    const duties = [...this.acceptanceDuties(), ...assumptions.filter(({ strength }) => strength === "weak").map(({ action }) => this.weakDuty(action))];
    const strong = assumptions.filter(({ strength }) => strength === "strong");
    for (;;) {
      const loop = this.loopFor(duties);
      const broken = strong.find(({ action }) => loop.some(({ node }) => this.product.enabledAt(node).has(action)) && !loop.some(this.takes(action)));
      if (broken === undefined) return loop;
      duties.push(this.takes(broken.action));
    }
  }

  private acceptanceDuties(): readonly Duty[] {
    const { product } = this;
    const bits = Array.from({ length: 31 }, (_, bit) => 1 << bit).filter((bit) => (product.automaton.acceptance & bit) !== 0);
    return bits.map(
      (bit) =>
        ({ node, cursor }) =>
          (product.acceptsOf(node, cursor) & bit) !== 0,
    );
  }

  private weakDuty(action: number): Duty {
    const takes = this.takes(action);
    return (hop) => !this.product.enabledAt(hop.node).has(action) || takes(hop);
  }

  private takes(action: number): Duty {
    return ({ node, cursor }) => this.product.takenBy(node, cursor).has(action);
  }

  private loopFor(duties: readonly Duty[]): readonly Hop[] {
    const loop: Hop[] = [];
    let at = this.knot;
    let open = duties;
    while (open.length > 0) {
      const way = this.nearest(at, (hop) => open.some((duty) => duty(hop)));
      loop.push(...way);
      open = open.filter((duty) => !way.some(duty));
      at = this.targetOf(way.at(-1) as Hop);
    }
    return at === this.knot && loop.length > 0 ? loop : [...loop, ...this.nearest(at, (hop) => this.targetOf(hop) === this.knot)];
  }

  private targetOf({ node, cursor }: Hop): number {
    return this.product.target(node, cursor);
  }

  /** The first shortest way from a node, inside its component, that ends with a hop which is wanted. There is one. */
  private nearest(from: number, isWanted: (hop: Hop) => boolean): readonly Hop[] {
    const { product, componentOf, parents, cursors } = this;
    const component = componentOf[from];
    parents.fill(-1);
    const queue = [from];
    for (const node of queue) {
      const end = product.cursors(node);
      for (let cursor = 0; cursor < end; cursor++) {
        const target = product.target(node, cursor);
        if (target < 0 || componentOf[target] !== component) continue;
        if (isWanted({ node, cursor })) return [...this.wayBack(from, node), { node, cursor }];
        if (target === from || parents[target] !== -1) continue;
        parents[target] = node;
        cursors[target] = cursor;
        queue.push(target);
      }
    }
    throw new Error("a fair component does not do what it was found to do");
  }

  private wayBack(from: number, to: number): readonly Hop[] {
    const way: Hop[] = [];
    for (let node = to; node !== from; node = this.parents[node] as number)
      way.push({ node: this.parents[node] as number, cursor: this.cursors[node] as number });
    return way.reverse();
  }
}

function moves(product: Product, hops: readonly Hop[]): readonly Move[] {
  return hops.map(({ node, cursor }) => ({ state: product.stateOf(node), edge: product.edgeOf(node, cursor) }));
}

/** The same run with its shortest loop, and with the shortest stem before it. */
function rolledUp(stem: readonly Move[], loop: readonly Move[]): Pick<Lasso, "stem" | "loop"> {
  const period = loop.findIndex((_, length) => length > 0 && loop.length % length === 0 && loop.every(({ edge }, at) => edge === loop[at % length]?.edge));
  const once = period < 0 ? [...loop] : loop.slice(0, period);
  const before = [...stem];
  while (before.length > 0 && before.at(-1)?.edge === once.at(-1)?.edge) {
    before.pop();
    once.unshift(once.pop() as Move);
  }
  return { stem: before, loop: once };
}
