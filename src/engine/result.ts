import type { Reduction } from "../compiler/analysis/reduction.js";
import type { Site, Verdict } from "../language/index.js";
import type { SearchName } from "./partial/plan.js";
import type { Share } from "./search/share.js";

/** A choice that a step made, as its label and the answer. */
export interface ChoiceMade {
  readonly label: string;
  readonly value: number | string | boolean;
}

/** One transition of a counterexample. */
export interface TraceStep {
  readonly process: string;
  /** The call path: `writer/iomap_write_iter`. */
  readonly path: string;
  readonly function: string;
  readonly step: string;
  /** What the machine says that it stands for. */
  readonly source: string;
  readonly site: Site | undefined;
  readonly choices: readonly ChoiceMade[];
  /** The state after it; absent when the step broke a rule of the language and has no successor. */
  readonly state: readonly number[] | undefined;
}

/** Why a run that repeats its loop for ever is fair in one respect. */
export interface FairnessKept {
  readonly strength: "weak" | "strong";
  /** The process, step or choice: `writer/iomap_write_iter.copy with copied = 4`. */
  readonly name: string;
  /** In the loop it is taken, or it is disabled all along, or, which suffices for weak fairness, it is disabled at some point. */
  readonly because: "taken" | "never enabled" | "not always enabled";
  /** Moments of the loop at which it is taken, or, which suffices for weak fairness, is disabled. See {@link AtomSeen}. */
  readonly moments: readonly number[];
}

/**
 * What a part of a formula that speaks of single moments is worth along a run. Moment k is the state after k steps, and the step taken from it. The moments of the loop come again for ever; a run that
 * has ended has its last state for one.
 */
export interface AtomSeen {
  /** `ended(writer)` */
  readonly name: string;
  readonly of: "state" | "step";
  /** The moments at which it is true. */
  readonly moments: readonly number[];
}

/** A shortest path to a violation. */
export interface Trace {
  readonly property: string;
  readonly initial: readonly number[];
  readonly steps: readonly TraceStep[];
  /** Of a temporal property: the steps from this index on are taken again and again, for ever; without any, the run has ended. */
  readonly loop?: number;
  /** The fairness that was assumed, each with why the run keeps it. */
  readonly fairness?: readonly FairnessKept[];
  /** Of a temporal property: all that its formula says of single moments. The formula is false of the run because of this alone. */
  readonly atoms?: readonly AtomSeen[];
  /** What failed: the indices at which a quantifier was false, or the message of a domain violation. */
  readonly failure: { readonly message: string; readonly where: readonly { readonly name: string; readonly index: number }[]; readonly site: Site | undefined };
}

/** How a property came out. */
export interface PropertyResult {
  readonly name: string;
  readonly kind: "always" | "never" | "step" | "sometimes" | "domain" | "deadlock" | "structural" | "temporal" | "refinement";
  readonly verdict: Verdict;
  /** It holds only because nothing ever put it to the test. */
  readonly vacuous: boolean;
  /** Of a predicate that nothing decided before the end: an implication in it was asked, so that it may be vacuous. */
  readonly conditional?: boolean;
  readonly trace: Trace | undefined;
  /** For a `sometimes` that holds: a shortest path to a state that satisfies it. */
  readonly witness?: Trace | undefined;
}

/** The names of the properties that every model has without asking. */
export const DOMAINS = "every step stays within its domains";
export const NO_DEADLOCK = "no process is stuck for ever";

/** A search that was not breadth first. */
export interface SearchMade {
  readonly name: Exclude<SearchName, "bfs">;
  /** Of its random numbers, hash functions and orders; null for the order of the specification. */
  readonly seed: number | null;
  /** How many searches there were, with seeds from that one on. */
  readonly swarm: number;
  /** Of lossy storage: the probability that at least one new state was taken for a known one. Null where no states are kept, or where they are compared whole. */
  readonly omission: number | null;
}

/** A reduction that a search made. */
export interface ReductionMade {
  readonly reduction: Reduction;
  /** What came of it: `some processes were left out in 43 of 97 states`. */
  readonly effect: string;
}

/** What the search of a share of the initial states found, as if there were no others. */
export interface ShareFound extends Share {
  readonly verdict: Verdict;
  /** Why its verdict is `incomplete`; null where it is not. */
  readonly reason: string | null;
  readonly properties: readonly PropertyOfShare[];
  /** How often each step fired. */
  readonly fired: Readonly<Record<string, number>>;
  readonly unreached: readonly string[];
}

/** How a property came out in a share. */
export interface PropertyOfShare {
  readonly name: string;
  readonly verdict: Verdict;
  readonly vacuous: boolean;
  /** Nothing in the share says whether it is vacuous: no implication in it was asked. */
  readonly untested: boolean;
}

/** What a search found. Counts are defined in DESIGN §2: they do not depend on the engine, the workers or the properties. */
export interface SearchResult {
  readonly verdict: Verdict;
  readonly properties: readonly PropertyResult[];
  readonly states: number;
  /** (state, process, complete choices) triples that have a successor; self-loops count. */
  readonly transitions: number;
  /** Greatest breadth-first distance, in transitions. */
  readonly depth: number;
  readonly initialStates: number;
  readonly seconds: number;
  /** Threads that explored. */
  readonly workers: number;
  readonly exact: boolean;
  /** Memory that the engine needs for each state, in bytes: the state itself, its place in the tables and its edges. */
  readonly bytesPerState: number;
  /** Why the verdict is `incomplete`. */
  readonly reason: string | undefined;
  /** The reductions that were made, each with what came of it; absent where none was asked for. Counts are those of the reduced graph. */
  readonly reductions?: readonly ReductionMade[];
  /** How often each step fired, by control state: `writer/iomap_write_iter.copy`. */
  readonly fired: Readonly<Record<string, number>>;
  /** Steps that never fired and are not listed as known not to. */
  readonly unreached: readonly string[];
  /** In which way it searched, where not breadth first. */
  readonly search?: SearchMade | undefined;
  /** What it found, where it searched a share of the initial states: then `verdict` and `properties` are what that says of the whole. */
  readonly share?: ShareFound | undefined;
  /** From how many shares it was joined. Counts are sums then, and `depth` the greatest: no less than those of the whole, and more where shares overlap. */
  readonly shares?: number | undefined;
}
