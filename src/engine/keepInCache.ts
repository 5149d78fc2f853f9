import { randomUUID } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "./makeFolder.js";

/** Keeps a file of the user's cache, whole or not at all, whoever else keeps it at the same time. A folder that cannot be written to only costs the next run its head start. */
export function keepInCache(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    makeFolder(dirname(file));
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch {
    // A draft that is left behind has a name that nothing looks for.
  }
}
