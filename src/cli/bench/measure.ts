import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measured, Measurement } from "../../report/benchReport.js";
import type { Benchmark } from "./benchmarks.js";
import type { Contender, Prepared } from "./contender.js";
import { Missing } from "./missing.js";
import { runChild } from "./runChild.js";

/** How much is measured. */
export interface MeasureOptions {
  readonly runs: number;
  /** A run that takes longer is given up. */
  readonly maxSeconds: number;
  /** Told before each run. */
  readonly onRun: (text: string) => void;
}

/** A run that takes longer than this is not repeated: noise is small beside it, and patience is short. Seconds. */
const LONG = 60;

interface Entrant {
  readonly contender: Contender;
  readonly prepared: Prepared | undefined;
  readonly measurements: Measurement[];
  missing: string | null;
}

/** Measures every contender, one at a time and in turn, so that what else the machine does meets all of them alike. */
export async function measure(benchmark: Benchmark, contenders: readonly Contender[], options: MeasureOptions): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "faultline-bench-"));
  try {
    const entrants: Entrant[] = [];
    for (const contender of contenders) {
      options.onRun(`${benchmark.name}: building ${contender.name}`);
      entrants.push(await enter(contender, benchmark, mkdtempSync(join(folder, "peer-"))));
    }
    for (let run = 1; run <= options.runs; run++) for (const entrant of entrants) await runOnce(entrant, benchmark, run, options);
    return entrants.map(({ contender: { name, peer }, measurements, missing }) => ({ name, peer, measurements, missing }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function enter(contender: Contender, benchmark: Benchmark, folder: string): Promise<Entrant> {
  try {
    return { contender, prepared: await contender.prepare(benchmark, folder), measurements: [], missing: null };
  } catch (error) {
    return { contender, prepared: undefined, measurements: [], missing: reasonOf(error) };
  }
}

async function runOnce(entrant: Entrant, benchmark: Benchmark, run: number, { runs, maxSeconds, onRun }: MeasureOptions): Promise<void> {
  const { contender, prepared, measurements } = entrant;
  if (prepared === undefined || entrant.missing !== null || measurements.some(({ wholeSeconds }) => wholeSeconds > LONG)) return;
  onRun(`${benchmark.name}: ${contender.name}, run ${run} of ${runs}`);
  try {
    const ended = await runChild(prepared.command, prepared.args, { maxSeconds });
    measurements.push({ ...prepared.read(ended), wholeSeconds: ended.seconds, peakBytes: ended.peakBytes });
  } catch (error) {
    entrant.missing = reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Missing) return error.message;
  throw error;
}
