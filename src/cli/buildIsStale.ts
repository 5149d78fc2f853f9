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
  const newer = (path: string): boolean => /\.(tsx?|css)$/.test(path) && statSync(path).mtimeMs > mtimeMs;
  return SOURCES.some((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).some((name) => newer(join(root, folder, name))));
}
