import type { Product } from "./product.js";

const UNSEEN = -1;

/**
 * Strongly connected components of parts of a product: Tarjan's algorithm (SIAM J. Comput. 1, 1972) with a stack of its own, for runs are longer than any
 * call stack.
 */
export class Components {
  /** By node: which part it belongs to; whoever cuts the product into parts writes it. */
  readonly partOf: Int32Array;
  private readonly index: Int32Array;
  private readonly low: Int32Array;
  private readonly cursor: Int32Array;
  private readonly calls: Int32Array;
  private readonly stack: Int32Array;
  private readonly isOpen: Uint8Array;

  constructor(private readonly product: Product) {
    const { nodes } = product;
    this.partOf = new Int32Array(nodes);
    this.index = new Int32Array(nodes);
    this.low = new Int32Array(nodes);
    this.cursor = new Int32Array(nodes);
    this.calls = new Int32Array(nodes);
    this.stack = new Int32Array(nodes);
    this.isOpen = new Uint8Array(nodes);
  }

  /** The components of a part that have an edge, in no particular order. */
  *of(nodes: Iterable<number>, part: number): Generator<number[], void, void> {
    for (const node of nodes) this.index[node] = UNSEEN;
    for (const node of nodes) if (this.index[node] === UNSEEN) yield* this.from(node, part);
  }

  private *from(root: number, part: number): Generator<number[], void, void> {
    const { product, index, low, cursor, calls, stack, isOpen } = this;
    let count = 0;
    let depth = 0;
    let top = 0;
    const open = (node: number): void => {
      index[node] = count;
      low[node] = count++;
      cursor[node] = 0;
      calls[depth++] = node;
      stack[top++] = node;
      isOpen[node] = 1;
    };
    open(root);
    while (depth > 0) {
      const node = calls[depth - 1] as number;
      const end = product.cursors(node);
      let next = UNSEEN;
      while ((cursor[node] as number) < end && next === UNSEEN) next = this.follow(node, cursor[node]++, part);
      if (next !== UNSEEN) {
        open(next);
        continue;
      }
      depth--;
      if (depth > 0) this.lower(calls[depth - 1] as number, low[node] as number);
      if (low[node] !== index[node]) continue;
      const from = stack.lastIndexOf(node, top - 1);
      const members = [...stack.subarray(from, top)];
      top = from;
      for (const member of members) isOpen[member] = 0;
      if (members.length > 1 || this.hasLoop(node)) yield members;
    }
  }

  /** The node that a cursor leads to, if it is new; else what it tells about components is noted. */
  private follow(node: number, at: number, part: number): number {
    const target = this.product.target(node, at);
    if (target < 0 || this.partOf[target] !== part) return UNSEEN;
    if (this.index[target] === UNSEEN) return target;
    if (this.isOpen[target] === 1) this.lower(node, this.index[target] as number);
    return UNSEEN;
  }

  private lower(node: number, to: number): void {
    if (to < (this.low[node] as number)) this.low[node] = to;
  }

  private hasLoop(node: number): boolean {
    const end = this.product.cursors(node);
    for (let cursor = 0; cursor < end; cursor++) if (this.product.target(node, cursor) === node) return true;
    return false;
  }
}
