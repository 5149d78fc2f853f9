import { median } from "../../report/benchReport.js";
import type { SweepDocument } from "../../report/sweepDocument.js";
import type { SweepSpeedReport } from "../../report/sweepSpeedReport.js";
import { faultline } from "./faultline.js";
import type { MeasureOptions } from "./measure.js";
import { firstLine, Missing } from "./missing.js";

/** The sweep that is measured. */
export const SMALL_JOBS = "sweeps/small-jobs";

/** Measures whole sweeps that search everything again, with one worker and with two, in turn: how much of a second processor reaches small jobs. */
export async function measureSweep({ runs, maxSeconds, onRun }: MeasureOptions): Promise<SweepSpeedReport> {
  const seconds: Record<1 | 2, number[]> = { 1: [], 2: [] };
  let jobs: number | null = null;
  try {
    onRun(`${SMALL_JOBS}: compiling`);
    // Compiled modules are kept: what is measured are searches, and handing them out.
    await sweep(2, maxSeconds);
    for (let run = 1; run <= runs; run++) {
      for (const workers of [1, 2] as const) {
        onRun(`${SMALL_JOBS}: ${workers} worker${workers === 1 ? "" : "s"}, run ${run} of ${runs}`);
        const measured = await sweep(workers, maxSeconds);
        seconds[workers].push(measured.seconds);
        jobs = measured.jobs;
      }
    }
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return { sweep: SMALL_JOBS, missing: error.message, runs, jobs: null, oneWorkerSeconds: null, twoWorkersSeconds: null };
  }
  return { sweep: SMALL_JOBS, missing: null, runs, jobs, oneWorkerSeconds: median(seconds[1]), twoWorkersSeconds: median(seconds[2]) };
}

/** @throws Missing where a job is left over, or it takes too long */
async function sweep(workers: number, maxSeconds: number): Promise<{ readonly seconds: number; readonly jobs: number }> {
  const { seconds, out, err } = await faultline(["sweep", SMALL_JOBS, "--no-cache", "--workers", String(workers), "--json"], { maxSeconds });
  const { complete, jobs } = out === "" ? { complete: false, jobs: 0 } : (JSON.parse(out) as SweepDocument);
  if (!complete) throw new Missing(firstLine(err) || "the sweep left something over");
  return { seconds, jobs };
}
