/** How a search goes about it. */
export type SearchName = "bfs" | "dfs" | "directed" | "bitstate" | "compact" | "simulate";

/** A search that is not breadth first, with all that it depends on settled. */
export interface Plan {
  readonly search: Exclude<SearchName, "bfs">;
  /** Which random numbers, hash functions and orders. */
  readonly seed: number;
  /** Leaves of a state are tried in a random order. */
  readonly shuffled: boolean;
  /** So many searches, with seeds from `seed` on. */
  readonly swarm: number;
  /** Transitions of the longest run that is looked at. */
  readonly depth: number;
  /** Random runs. */
  readonly runs: number;
  /** Transitions of each of them, at most. */
  readonly steps: number;
}
