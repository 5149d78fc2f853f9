/** The explored graph: for each state its parent on a shortest path, its successors, and which processes could move. */
export class Graph {
  /** Parent on a shortest path; -1 for initial states. */
  readonly parent = new Integers();
  readonly depth = new Integers();
  /** Where the successors of a state begin in {@link targets}; one more entry than expanded states. */
  readonly firstTarget = new Integers();
  readonly targets = new Integers();
  /** One bit a process: it is enabled here, or at an end. */
  readonly able = new Integers();

  constructor() {
    this.firstTarget.push(0);
  }
}

/** A growing row of 32-bit integers. */
export class Integers {
  private row = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.row.length) {
      const grown = new Int32Array(this.row.length * 2);
      grown.set(this.row);
      this.row = grown;
    }
    this.row[this.length++] = value;
  }

  at(index: number): number {
    return this.row[index] as number;
  }
}

/**
 * The first state, in breadth-first order, in which a process stands before a step that no reachable future enables; -1 if there
 * is none. That is more than "nobody can move": daemons that run on do not hide it.
 */
export function firstStuck(graph: Graph, process: number): number {
  const states = graph.able.length;
  const saved = new Uint8Array(states);
  const queue: number[] = [];
  for (let state = 0; state < states; state++) {
    if ((graph.able.at(state) >>> process) & 1) {
      saved[state] = 1;
      queue.push(state);
    }
  }
  if (queue.length === states) return -1;
  const predecessors = reverse(graph);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (let edge = predecessors.first[state] as number; edge < (predecessors.first[state + 1] as number); edge++) {
      const before = predecessors.from[edge] as number;
      if (saved[before] === 0) {
        saved[before] = 1;
        queue.push(before);
      }
    }
  }
  return saved.indexOf(0);
}

/** The graph's edges, sorted by their target. */
function reverse(graph: Graph): { readonly first: Int32Array; readonly from: Int32Array } {
  const states = graph.able.length;
  const first = new Int32Array(states + 2);
  for (let edge = 0; edge < graph.targets.length; edge++) first[graph.targets.at(edge) + 2]++;
  for (let state = 2; state < first.length; state++) first[state] = (first[state] as number) + (first[state - 1] as number);
  const from = new Int32Array(graph.targets.length);
  for (let state = 0; state < states; state++) {
    for (let edge = graph.firstTarget.at(state); edge < graph.firstTarget.at(state + 1); edge++) {
      const target = graph.targets.at(edge);
      from[first[target + 1]++] = state;
    }
  }
  return { first, from };
}
