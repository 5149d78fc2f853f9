import type { Reduction } from "../compiler/analysis/reduction.js";
import type { ComposedModel } from "../language/compose.js";
import type { SearchResult } from "./result.js";
import type { Share } from "./search/share.js";
import type { StateGraph } from "./search/stateGraph.js";

/** What bounds a search. Whatever is exhausted first makes the verdict `incomplete`, with the reason. */
export interface Budget {
  /** Distinct states. */
  readonly maxStates?: number | undefined;
  /** Transitions from the initial states; states that are so far away are visited and not expanded. */
  readonly maxDepth?: number | undefined;
  /** Seconds of wall clock. */
  readonly maxSeconds?: number | undefined;
  /** Stop at the first violation; the properties that are undecided by then are `incomplete`. */
  readonly stopOnFirst?: boolean | undefined;
  /** Threads that explore, 1 or more; an engine may use fewer, and its result says how many it used. One, if nothing is said. */
  readonly workers?: number | undefined;
  /** Bytes of memory that the process may take. */
  readonly maxMemory?: number | undefined;
  /** Where memory ends, the search goes on with its states in files, in this folder: in those of its checkpoint, if it has one. Otherwise it ends there. */
  readonly spill?: string | undefined;
  /** Where the search is kept, and taken up again. */
  readonly checkpoint?: CheckpointBudget | undefined;
  /** What the search leaves out; it must be sound for the model's properties. Nothing, unless given. The reference engine makes none but symmetry. */
  readonly reductions?: readonly Reduction[] | undefined;
  /** Only this share of the initial states. All of them, unless given. */
  readonly share?: Share | undefined;
  /** Is given the graph that was explored, at the end of the search. It may be read as long as whoever wants it keeps it. */
  readonly onGraph?: ((graph: StateGraph) => void) | undefined;
}

/** How a search survives the end of its process. */
export interface CheckpointBudget {
  readonly folder: string;
  /** Seconds between two saves; a search that is cut short is saved besides. */
  readonly everySeconds: number;
  /** A search that the folder has a checkpoint of goes on from there. */
  readonly resume: boolean;
}

/** Where a running search stands. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States that are known and not yet expanded. */
  readonly frontier: number;
  readonly seconds: number;
}

/**
 * A search yields where it stands from time to time; whoever drives it may answer `true` to interrupt it, and gets an `incomplete`
 * result with what was learned.
 */
export type Search = Generator<Progress, SearchResult, boolean | undefined>;

/** An engine explores every reachable state of a composed model; it may need time to get ready for one. */
export interface Engine {
  readonly name: "reference" | "compiled";
  explore(model: ComposedModel, budget: Budget): Search | Promise<Search>;
}
