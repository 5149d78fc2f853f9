import { formatCount, formatSeconds } from "./formatNumber.js";
import type { Paint } from "./paint.js";

/** How long a sweep takes, modules cached: medians of whole processes. Field names, once published, stay. */
export interface SweepSpeedReport {
  readonly sweep: string;
  /** Why there are no figures; null where there are. */
  readonly missing: string | null;
  readonly runs: number;
  readonly jobs: number | null;
  /** With one worker, and all there is on one processor. */
  readonly oneProcessorSeconds: number | null;
  readonly oneWorkerSeconds: number | null;
  readonly twoWorkersSeconds: number | null;
}

/** One line: `sweep of 200 jobs, sweeps/small-jobs: 1 worker 6.0 s, on one processor 6.2 s, 2 workers 3.2 s: 1.94× one processor (medians of 5)`. */
export function sweepSpeedText(
  { sweep, missing, runs, jobs, oneProcessorSeconds, oneWorkerSeconds, twoWorkersSeconds }: SweepSpeedReport,
  paint: Paint,
): string {
  if (jobs === null || oneProcessorSeconds === null || oneWorkerSeconds === null || twoWorkersSeconds === null)
    return `${paint.bold(sweep)}: ${paint.yellow(`missing: ${missing}`)}`;
  const title = paint.bold(`sweep of ${formatCount(jobs)} jobs, ${sweep}`);
  const [processor, one, two] = [oneProcessorSeconds, oneWorkerSeconds, twoWorkersSeconds].map(formatSeconds);
  const times = `1 worker ${one} s, on one processor ${processor} s, 2 workers ${two} s`;
  return `${title}: ${times}: ${(oneProcessorSeconds / twoWorkersSeconds).toFixed(2)}× one processor (medians of ${runs})`;
}
