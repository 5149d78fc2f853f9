import type { ParameterValues } from "../../language/index.js";
import type { Counts } from "../../report/benchReport.js";

/** A check at bounds that take a while to explore, and what every program has to count there. */
export interface Benchmark {
  /** As `--only` has it. */
  readonly name: string;
  readonly check: string;
  readonly set: ParameterValues;
  /** What is known to be right; null where it is only compared between programs. */
  readonly counts: Counts | null;
  /** Initial states: SPIN counts a transition to each. */
  readonly initialStates: number;
  /** The model as others have written it, without its ending, in the folder that `--models` names. */
  readonly byHand?: string;
  /** Binary logarithm of the places in SPIN's table: enough for the states, so that it is not slowed down by chains. */
  readonly spinTable: number;
  /** It is small enough for @xstate/graph. */
  readonly graph?: boolean;
}

/** What `faultline bench` measures. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: "write-loop",
    check: "bench/write-loop",
    set: { pages: 6, cells: 4 },
    counts: { states: 955_840, transitions: 6_619_184, depth: 61 },
    initialStates: 1,
    byHand: "write-loop/wl_6_4",
    spinTable: 22,
  },
  {
    name: "write-loop-small",
    check: "bench/write-loop",
    set: { pages: 3, cells: 4 },
    counts: { states: 4_040, transitions: 15_778, depth: 31 },
    initialStates: 1,
    byHand: "write-loop/wl_3_4",
    spinTable: 22,
    graph: true,
  },
  {
    name: "gfs2",
    check: "bench/gfs2",
    set: { PAGE: 4, BLOCK: 4, PAGES: 2, FOLIOS: 3, WRITE: 4, USER_PAGES: 2, EVICTIONS: 2 },
    counts: { states: 13_707_951, transitions: 50_104_593, depth: 145 },
    initialStates: 1,
    spinTable: 25,
  },
];
