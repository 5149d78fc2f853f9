import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reduction } from "../../compiler/analysis/reduction.js";
import type { ComposedModel } from "../../language/compose.js";
import { contentHash } from "../contentHash.js";
import { sourceFiles } from "./sourceFiles.js";

/**
 * Names what the module of a model is made of: the composed model, the text of every file that its bodies may call, and the compiler itself. It costs
 * milliseconds, for it loads no compiler. Reductions leave parts of it out. `undefined` if the files cannot all be found: then nothing is cached.
 */
export function moduleKey(composed: ComposedModel, reductions: readonly Reduction[]): string | undefined {
  const files = sourceFiles(composed);
  if (files === undefined) return undefined;
  const hash = createHash("sha256").update(contentHash(composed)).update(compilerHash()).update(reductions.join());
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${name}\n${text.length}\n${text}`);
  return hash.digest("hex");
}

let compiler: string | undefined;

/** The compiler's own text: a module outlives no change of what wrote it. */
function compilerHash(): string {
  compiler ??= hashOf(["../../compiler/", "../../language/", "./"].map((folder) => fileURLToPath(new URL(folder, import.meta.url))));
  return compiler;
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.d)\.[jt]s$/.test(name));
    for (const name of names.sort()) hash.update(name).update(readFileSync(`${folder}${name}`));
  }
  return hash.digest("hex");
}
