import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["src", "spec", "checks"];

/**
 * Whether a source was edited after `built` was: then a verdict of the build would be about another specification than the one
 * that its reader sees. Only a checkout can be stale; an installed package has nothing to build it with.
 */
export function buildIsStale(root: string, built: string): boolean {
  if (!existsSync(join(root, "tsdown.config.ts"))) return false;
  const { mtimeMs } = statSync(built);
  return SOURCES.some((folder) => hasNewer(join(root, folder), mtimeMs));
}

/** By hand, since each start of a checkout waits for it: `readdirSync`'s own recursion looks at every file by itself, and takes three times as long. */
function hasNewer(folder: string, than: number): boolean {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? hasNewer(path, than) : /\.(tsx?|css)$/.test(entry.name) && statSync(path).mtimeMs > than;
  });
}
