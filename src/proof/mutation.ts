import { setImmediate } from "node:timers/promises";
import type { Mutant } from "../compiler/mutants/mutant.js";
import type { ParameterValues, Run } from "../language/index.js";
import { type Killing, MutationLedger } from "./mutationLedger.js";
import { askOriginals, type LeftOut, type Original } from "./mutationOriginal.js";
import { judgeMutants } from "./mutationRun.js";

/** One run of a check, which comes out as expected for the original. */
export interface MutationQuestion {
  /** The id of the check: `claims/c10`. */
  readonly check: string;
  readonly run: Run;
}

/** Whose mutants are tried, and within which bounds. */
export interface MutationOptions {
  /** Names of the functions whose machines are mutated: `iomap_write_iter`. */
  readonly functions: readonly string[];
  /** Bounds that win over those of the models. */
  readonly set?: ParameterValues | undefined;
  /** Runs with more states than this are left out: 100 000, unless given. */
  readonly maxStates?: number | undefined;
  /** A mutant whose search finds more than so many times the original's states is given up: 4, unless given. */
  readonly growth?: number | undefined;
  /** Seconds after which no other run is begun; mutants that are undecided by then are `incomplete`. */
  readonly maxSeconds?: number | undefined;
  /** Aborting it has the same effect at once. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every run. */
  readonly onProgress?: ((progress: MutationProgress) => void) | undefined;
}

/** How far it has got. */
export interface MutationProgress {
  /** Runs that were asked, of how many. */
  readonly done: number;
  readonly runs: number;
  readonly mutants: number;
  readonly killed: number;
}

/** What became of a mutant. */
export interface MutantOutcome {
  readonly mutant: Mutant;
  /**
   * - `killed`: some run told it from the original;
   * - `survived`: some run has another graph than the original, and none told them apart;
   * - `equivalent`: every run that has the changed text has the very graph of the original, within its bounds;
   * - `incomplete`: no run killed it, and some were not finished.
   */
  readonly fate: "killed" | "survived" | "equivalent" | "incomplete";
  readonly killedBy: Killing | null;
  /** Some run took a step that the mutant changes. An equivalent mutant that was never reached says more of the bounds than of the change. */
  readonly reached: boolean;
  /** Of one that was not killed: the runs whose graph differs from the original's. */
  readonly differsIn: readonly string[];
}

/** How many mutants of some functions a set of runs notices. */
export interface MutationScore {
  readonly mutants: readonly MutantOutcome[];
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  readonly incomplete: number;
  /** The share of the mutants that are not equivalent that was killed, from 0 to 1; null where there is none. */
  readonly score: number | null;
  /** The runs that were asked, in that order. */
  readonly asked: readonly string[];
  /** The runs that could not be asked, each with the reason. */
  readonly leftOut: readonly LeftOut[];
}

const MAX_STATES = 100_000;
const GROWTH = 4;

/**
 * Tries every mutant of some functions against runs of checks, cheap ones first, until one kills it. A mutant is killed by a run in which a property comes out otherwise than for the
 * original, a domain that is left included; or in which, as `check --strict` minds it, a property is not put to the test any more, or a step is never taken. Each search is exhaustive, but
 * that it ends with the first violation of a property that held, and gives up a mutant that grows out of all proportion.
 * @throws SpecError if a model of a run is ill-formed or outside the subset
 */
export async function mutationScore(questions: readonly MutationQuestion[], options: MutationOptions): Promise<MutationScore> {
  const { functions, set = {}, maxStates = MAX_STATES, growth = GROWTH, maxSeconds = Number.POSITIVE_INFINITY, signal, onProgress } = options;
  const end = performance.now() + 1000 * maxSeconds;
  const { originals, leftOut } = await askOriginals(questions, functions, { set, maxStates, signal });
  const inOrder = [...originals].sort((a, b) => rank(a) - rank(b));
  const ledger = new MutationLedger();
  for (const [done, original] of inOrder.entries()) {
    const isOver = (): boolean => signal?.aborted === true || performance.now() > end;
    await judgeMutants(original, functions, ledger, { growth, isOver });
    onProgress?.({ done: done + 1, runs: inOrder.length, ...ledger.counts });
    await setImmediate();
  }
  return { ...ledger.score(), asked: inOrder.map(({ name }) => name), leftOut };
}

/** How much longer than a search it takes to decide temporal properties or a contract on the graph: about so many times. */
const GRAPH_COST = 20;

/** Those first that cost least. */
function rank({ question: { run }, composed, states }: Original): number {
  return states * (run.refines !== undefined || composed.temporal.length > 0 ? GRAPH_COST : 1);
}
