import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../../report/benchReport.js";
import type { StartReport } from "../../report/startReport.js";
import { faultline } from "./faultline.js";
import type { MeasureOptions } from "./measure.js";
import { firstLine, Missing } from "./missing.js";

/** The check whose processes have the most control states together: the one that takes longest to start. */
export const LARGEST = "bench/gfs2";

/** Measures whole processes that end with their first states: each first with a cache of its own that is empty, and then with what that left in it. */
export async function measureStart({ runs, maxSeconds, onRun }: MeasureOptions): Promise<StartReport> {
  const cold: number[] = [];
  const cached: number[] = [];
  for (let run = 1; run <= runs; run++) {
    onRun(`start, run ${run} of ${runs}`);
    const folder = mkdtempSync(join(tmpdir(), "faultline-start-"));
    try {
      cold.push(await start(folder, maxSeconds));
      cached.push(await start(folder, maxSeconds));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      return { check: LARGEST, missing: error.message, runs, coldSeconds: null, cachedSeconds: null };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { check: LARGEST, missing: null, runs, coldSeconds: median(cold), cachedSeconds: median(cached) };
}

/** @throws Missing where the process does not come to a state, or takes too long */
async function start(cache: string, maxSeconds: number): Promise<number> {
  const { seconds, out, err } = await faultline(["check", LARGEST, "--engine", "compiled", "--max-states", "1", "--json"], {
    env: { XDG_CACHE_HOME: cache },
    maxSeconds,
  });
  const { checks = [] } = out === "" ? {} : (JSON.parse(out) as { readonly checks?: readonly { readonly states: number }[] });
  if (checks[0] === undefined || checks[0].states === 0) throw new Missing(firstLine(err));
  return seconds;
}
