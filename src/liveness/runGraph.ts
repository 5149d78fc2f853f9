/**
 * A graph whose infinite paths are the runs of a model: a state without successors has an edge to itself. Edges and states carry what fairness and
 * formulas ask of them, as numbers of the few kinds that there are.
 */
export interface RunGraph {
  readonly states: number;
  /** In an order that does not depend on how states are numbered. */
  readonly initial: readonly number[];
  /** Where the edges of a state begin; one more entry than states. */
  readonly firstEdge: Int32Array;
  /** In the order of processes and choices; -1 where a leaf has no successor. */
  readonly targets: Int32Array;
  /** The kind of an edge. */
  readonly edgeKinds: Int32Array;
  /** By kind of edge: the actions that it belongs to. */
  readonly actionsOf: readonly ReadonlySet<number>[];
  /** Which actions a state enables, as a kind. */
  readonly enabledKinds: Int32Array;
  /** By kind: the actions that are enabled. */
  readonly enabledBy: readonly ReadonlySet<number>[];
}

/** The kind of the edges by which runs that have ended stay where they are: the first, and of those edges only. */
export const STAYING = 0;

/** Fairness towards one action of a {@link RunGraph}. */
export interface Assumption {
  readonly strength: "weak" | "strong";
  readonly action: number;
}
