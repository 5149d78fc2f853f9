import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** Keeps a result that was decided. A folder that cannot be written to only costs the next sweep its head start. */
export function keepResult(result: SweepResult): void {
  if (result.key === null || !isDecided(result)) return;
  const draft = `${fileOf(result.key)}.${randomUUID()}`;
  try {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(draft, JSON.stringify(result));
    renameSync(draft, fileOf(result.key));
  } catch {
    // A draft that is left behind has a name that nothing looks for.
  }
}

function fileOf(key: string): string {
  return join(folder(), `${key}.json`);
}

function folder(): string {
  return join(userCache(), "results");
}
