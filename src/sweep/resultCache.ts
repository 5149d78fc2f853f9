import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keepInCache } from "../engine/keepInCache.js";
import { userCache } from "../engine/userCache.js";
import { isDecided, type SweepResult } from "./sweepResult.js";

/** Results in the user's cache folder, by the question that they answer. An entry that cannot be read is as good as none. */

/** What is known of a question: how it was decided, whoever asked it, and at whatever size of whatever sweep. */
export function cachedResult(key: string): SweepResult | undefined {
  try {
    const entry = JSON.parse(readFileSync(fileOf(key), "utf8")) as SweepResult;
    return entry.key === key && isDecided(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a result that was decided. */
export function keepResult(result: SweepResult): void {
  if (result.key !== null && isDecided(result)) keepInCache(fileOf(result.key), JSON.stringify(result));
}

function fileOf(key: string): string {
  return join(userCache(), "results", `${key}.json`);
}
