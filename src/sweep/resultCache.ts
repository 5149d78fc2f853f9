import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keepInCache } from "../engine/keepInCache.js";
import { userCache } from "../engine/userCache.js";
import { isDecided, type SweepResult } from "./sweepResult.js";

/**
 * Results in the user's cache folder, by the question that they answer, and how far searches went that ran out of their budget. An entry that cannot be read is as good as
 * none.
 */

/** What is known of a question: how it was decided, whoever asked it, and at whatever size of whatever sweep. */
export function cachedResult(key: string): SweepResult | undefined {
  const entry = read(fileOf(key));
  return entry?.key === key && isDecided(entry) ? entry : undefined;
}

/** Keeps a result that was decided. */
export function keepResult(result: SweepResult): void {
  if (result.key !== null && isDecided(result)) keepInCache(fileOf(result.key), JSON.stringify(result));
}

/** How far a search of a question went that ran out of its budget: the question takes more. */
export function cachedCut(key: string): SweepResult | undefined {
  const entry = read(cutOf(key));
  return entry?.key === key ? entry : undefined;
}

/** Keeps how far a search went. */
export function keepCut(result: SweepResult): void {
  if (result.key !== null && result.initialStates > 1) keepInCache(cutOf(result.key), JSON.stringify(result));
}

function read(file: string): SweepResult | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SweepResult;
  } catch {
    return undefined;
  }
}

function fileOf(key: string): string {
  return join(userCache(), "results", `${key}.json`);
}

function cutOf(key: string): string {
  return join(userCache(), "results", `${key}.cut.json`);
}
