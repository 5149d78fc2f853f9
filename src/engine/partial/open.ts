/** States that are known and not yet expanded, in the order in which they will be. */
export interface Open<N> {
  readonly size: number;
  /** Adds the successors of one state, the first of them to be taken first. */
  add(nodes: readonly N[]): void;
  take(): N | undefined;
}

/** Last in, first out: depth first. */
export class Stack<N> implements Open<N> {
  private readonly nodes: N[] = [];

  get size(): number {
    return this.nodes.length;
  }

  add(nodes: readonly N[]): void {
    for (let at = nodes.length - 1; at >= 0; at--) this.nodes.push(nodes[at] as N);
  }

  take(): N | undefined {
    return this.nodes.pop();
  }
}

/** What is most promising first; of what is equally promising, what came first. A binary heap. */
export class Ranking<N> implements Open<N> {
  private readonly heap: { readonly node: N; readonly score: number; readonly arrival: number }[] = [];
  private arrivals = 0;

  constructor(private readonly score: (node: N) => number) {}

  get size(): number {
    return this.heap.length;
  }

  add(nodes: readonly N[]): void {
    for (const node of nodes) {
      this.heap.push({ node, score: this.score(node), arrival: this.arrivals++ });
      this.rise(this.heap.length - 1);
    }
  }

  take(): N | undefined {
    const { heap } = this;
    const best = heap[0];
    const last = heap.pop();
    if (best === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      this.sink();
    }
    return best.node;
  }

  private rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const better = right < this.heap.length && this.precedes(right, left) ? right : left;
      if (better >= this.heap.length || !this.precedes(better, at)) return;
      this.swap(at, better);
      at = better;
    }
  }

  private precedes(one: number, other: number): boolean {
    const [left, right] = [this.heap[one], this.heap[other]] as [Ranking<N>["heap"][number], Ranking<N>["heap"][number]];
    return left.score !== right.score ? left.score < right.score : left.arrival < right.arrival;
  }

  private swap(one: number, other: number): void {
    const { heap } = this;
    [heap[one], heap[other]] = [heap[other] as Ranking<N>["heap"][number], heap[one] as Ranking<N>["heap"][number]];
  }
}
