import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keepInCache } from "../keepInCache.js";
import { userCache } from "../userCache.js";

/** Compiled modules in the user's cache folder, by what they were made of. An entry that does not check is as good as none. */

const MAGIC = "faultline module 1";

/** The module that was kept under a key, if it is whole. */
export function readModule(key: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const entry = readFileSync(fileOf(key));
    const end = entry.indexOf("\n");
    const binary = Uint8Array.from(entry.subarray(end + 1));
    return entry.subarray(0, end).toString() === headerOf(key, binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a module. */
export function keepModule(key: string, binary: Uint8Array): void {
  keepInCache(fileOf(key), Buffer.concat([Buffer.from(`${headerOf(key, binary)}\n`), binary]));
}

function headerOf(key: string, binary: Uint8Array): string {
  return `${MAGIC} ${key} ${createHash("sha256").update(binary).digest("hex")}`;
}

function fileOf(key: string): string {
  return join(userCache(), `${key}.wasm`);
}
