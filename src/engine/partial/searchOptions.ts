import type { Share } from "../search/share.js";
import type { SearchName } from "./plan.js";

/** In which way a model is searched. Everything may be left out. */
export interface SearchOptions {
  /**
   * `"bfs"`, breadth first, unless given: whole, with the shortest traces. `"dfs"` and `"directed"`, which goes by the model's heuristic, are as exact when they come to
   * an end. `"bitstate"`, `"compact"` and `"simulate"` are lossy: at best `incomplete`. All but bfs run on the specification's own functions, in one thread.
   */
  readonly search?: SearchName | undefined;
  /**
   * Only a share of the initial states: part `index`, from 1 on, of `of` parts. {@link SearchResult.share} says what that came to; of the whole it decides what one run
   * decides, so that its verdict is `incomplete` or `violated`. All shares together decide the whole: {@link joinShares}.
   */
  readonly share?: Share | undefined;
  /** States that are this many transitions away from the initial ones are visited and not expanded; if there are any, the verdict is at best `incomplete`. */
  readonly depth?: number | undefined;
  /** A whole number: which random runs, hash functions and orders. The same seed finds the same. 1 for lossy searches, and the order of the specification for the others, unless given. */
  readonly seed?: number | undefined;
  /** So many searches with seeds from `seed` on, and their results together. */
  readonly swarm?: number | undefined;
  /** Of `"simulate"`: random runs, 1,000 unless given. */
  readonly runs?: number | undefined;
  /** Of `"simulate"`: transitions of each run at most, 1,000 unless given. */
  readonly steps?: number | undefined;
}
