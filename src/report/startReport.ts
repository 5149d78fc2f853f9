import { formatSeconds } from "./formatNumber.js";
import type { Paint } from "./paint.js";

/** How long it takes from the start of a process to the first states of a check: medians. Field names, once published, stay. */
export interface StartReport {
  readonly check: string;
  /** Why there are no figures; null where there are. */
  readonly missing: string | null;
  readonly runs: number;
  /** Where its model was never explored before, and has to be compiled. */
  readonly coldSeconds: number | null;
  /** Where its compiled module is in the user's cache. */
  readonly cachedSeconds: number | null;
}

/** One line: `start to first states, bench/gfs2: cold 1.9 s, cached 0.21 s (medians of 5)`. */
export function startText({ check, missing, runs, coldSeconds, cachedSeconds }: StartReport, paint: Paint): string {
  const title = paint.bold(`start to first states, ${check}`);
  if (coldSeconds === null || cachedSeconds === null) return `${title}: ${paint.yellow(`missing: ${missing}`)}`;
  return `${title}: cold ${formatSeconds(coldSeconds)} s, cached ${formatSeconds(cachedSeconds)} s (medians of ${runs})`;
}
