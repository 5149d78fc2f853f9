import type { Reading } from "../../report/benchReport.js";
import type { Benchmark } from "./benchmarks.js";
import type { Ended } from "./runChild.js";

/** A program that explores a benchmark's model. */
export interface Contender {
  /** As the table calls it: `SPIN, our export`. */
  readonly name: string;
  /** Ratios are against the fastest contender of this peer. */
  readonly peer: "faultline" | "SPIN" | "Rumur" | "@xstate/graph";
  /**
   * Builds in `folder`, which is its own, what will be run.
   * @throws Missing where something that it needs is not there
   */
  prepare(benchmark: Benchmark, folder: string): Promise<Prepared>;
}

/** What is measured: a command, and how to read what it prints. */
export interface Prepared {
  readonly command: string;
  readonly args: readonly string[];
  /** @throws Missing where it has not explored the model */
  read(ended: Ended): Reading;
}
