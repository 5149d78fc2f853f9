import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** A source file, as far as its importers are concerned. */
export interface ReadSource {
  /** SHA-256 of its text. */
  readonly digest: string;
  /** What it imports, as it says it: `./other.js`, `node:path`. */
  readonly imports: readonly string[];
}

interface Known extends ReadSource {
  readonly stamp: string;
}

const known = new Map<string, Known>();

/** The coarsest clock of a file system, in milliseconds: FAT's. */
const TICK = 2000;

/**
 * What a source file says. Hundreds of models are written in the same files, and are asked for one after another: a file is read again only if it has been written since, or
 * was written so shortly before it was read that its times would not tell.
 */
export function readSource(file: string): ReadSource {
  const { mtimeMs, ctimeMs, size, ino } = statSync(file);
  const stamp = [mtimeMs, ctimeMs, size, ino].join();
  const before = known.get(file);
  if (before?.stamp === stamp) return before;
  const began = Date.now();
  const text = readFileSync(file, "utf8");
  const digest = createHash("sha256").update(text).digest("hex");
  const source = { stamp, digest, imports: [...text.matchAll(IMPORT)].map(([, specifier = ""]) => specifier) };
  if (ctimeMs < began - TICK) known.set(file, source);
  return source;
}

const IMPORT = /^\s*(?:import|export)\b(?:[^'"]*\bfrom)?\s*["']([^"']+)["']/gm;
