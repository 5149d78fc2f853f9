import { median } from "../../report/benchReport.js";
import type { SweepDocument } from "../../report/sweepDocument.js";
import type { SweepSpeedReport } from "../../report/sweepSpeedReport.js";
import { faultline } from "./faultline.js";
import type { MeasureOptions } from "./measure.js";
import { firstLine, Missing } from "./missing.js";

/** The sweeps that are measured: of jobs that take less than it takes to begin a process, and of larger ones. */
export const SWEEPS = ["sweeps/small-jobs", "sweeps/two-page-jobs"];

/** How much of the machine a sweep gets: one worker beside the coordinator needs a part of a second processor, so that is no measure of one. */
const SETTINGS = {
  oneProcessorSeconds: { workers: 1, onOneProcessor: true },
  oneWorkerSeconds: { workers: 1, onOneProcessor: false },
  twoWorkersSeconds: { workers: 2, onOneProcessor: false },
} as const;
type Setting = keyof typeof SETTINGS;
const NAMES = Object.keys(SETTINGS) as readonly Setting[];

/** Measures a sweep whole, which searches everything again, on one processor and on all, in turn: how much of a second one reaches small jobs. */
export async function measureSweep(name: string, { runs, maxSeconds, onRun }: MeasureOptions): Promise<SweepSpeedReport> {
  const seconds: Record<Setting, number[]> = { oneProcessorSeconds: [], oneWorkerSeconds: [], twoWorkersSeconds: [] };
  let jobs: number | null = null;
  try {
    onRun(`${name}: compiling`);
    // Compiled modules are kept: what is measured are searches, and handing them out.
    await sweep(name, "twoWorkersSeconds", maxSeconds);
    for (let run = 1; run <= runs; run++) {
      for (const setting of NAMES) {
        const { workers, onOneProcessor } = SETTINGS[setting];
        onRun(`${name}: ${workers} worker${workers === 1 ? "" : "s"}${onOneProcessor ? " on one processor" : ""}, run ${run} of ${runs}`);
        const measured = await sweep(name, setting, maxSeconds);
        seconds[setting].push(measured.seconds);
        jobs = measured.jobs;
      }
    }
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return { sweep: name, missing: error.message, runs, jobs: null, oneProcessorSeconds: null, oneWorkerSeconds: null, twoWorkersSeconds: null };
  }
  const [oneProcessorSeconds, oneWorkerSeconds, twoWorkersSeconds] = NAMES.map((setting) => median(seconds[setting])) as [number, number, number];
  return { sweep: name, missing: null, runs, jobs, oneProcessorSeconds, oneWorkerSeconds, twoWorkersSeconds };
}

/** @throws Missing where a job is left over, or it takes too long */
async function sweep(name: string, setting: Setting, maxSeconds: number): Promise<{ readonly seconds: number; readonly jobs: number }> {
  const { workers, onOneProcessor } = SETTINGS[setting];
  const { seconds, out, err } = await faultline(["sweep", name, "--no-cache", "--workers", String(workers), "--json"], { maxSeconds }, onOneProcessor);
  const { complete, jobs } = out === "" ? { complete: false, jobs: 0 } : (JSON.parse(out) as SweepDocument);
  if (!complete) throw new Missing(firstLine(err) || "the sweep left something over");
  return { seconds, jobs };
}
