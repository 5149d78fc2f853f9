/** Files to which TypeScript had nothing to object, in the user's cache folder. To ask it again takes longer than most searches. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { compilerHash } from "../engine/compiled/compilerHash.js";
import { keepInCache } from "../engine/keepInCache.js";
import { userCache } from "../engine/userCache.js";

/** What a file was checked with: every file that had a say, as it was. */
interface Entry {
  readonly config: string | null;
  readonly stamps: readonly (readonly [file: string, stamp: string])[];
}

/** Whether a file was well-typed, and nothing has changed since that could change that. A package that is installed anew, nearer to the file than another, is not seen. */
export function isKnownWellTyped(file: string): boolean {
  try {
    const { config, stamps } = JSON.parse(readFileSync(entryOf(file), "utf8")) as Entry;
    return config === (configAbove(dirname(file)) ?? null) && stamps.every(([name, stamp]) => stampOf(name) === stamp);
  } catch {
    return false;
  }
}

/** @param files all that had a say; if one of them is gone by now, nothing is kept */
export function keepWellTyped(file: string, files: readonly string[]): void {
  if (!files.every((name) => existsSync(name))) return;
  const config = configAbove(dirname(file)) ?? null;
  // What a configuration extends is not among the files.
  if (config !== null && readFileSync(config, "utf8").includes('"extends"')) return;
  keepInCache(entryOf(file), JSON.stringify({ config, stamps: files.map((name) => [name, stampOf(name)] as const) } satisfies Entry));
}

function stampOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

function configAbove(folder: string): string | undefined {
  const config = join(folder, "tsconfig.json");
  if (existsSync(config)) return config;
  return dirname(folder) === folder ? undefined : configAbove(dirname(folder));
}

function entryOf(file: string): string {
  const key = createHash("sha256").update(compilerHash()).update(file).digest("hex");
  return join(userCache(), "typed", `${key}.json`);
}
