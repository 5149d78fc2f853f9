import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FROM_SOURCE, PACKAGE_FOLDER } from "../../language/packageFolder.js";

/** What a module is written by: the compiler, the language that it reads, and the engine that fits the module. */
const COMPILER = ["src/compiler/", "src/language/", "src/engine/compiled/"];

/** In a build: what {@link hashOfCompiler} was when it was built. To read a hundred files at each start takes longer than to load them. */
declare const BUILT_COMPILER: string | undefined;

let compiler: string | undefined;

/** Names the compiler by its own text, of the source: a module outlives no change of what wrote it. */
export function compilerHash(): string {
  compiler ??= FROM_SOURCE || typeof BUILT_COMPILER !== "string" ? hashOfCompiler(fileURLToPath(PACKAGE_FOLDER)) : BUILT_COMPILER;
  return compiler;
}

/** A SHA-256 of the compiler's source in a package's folder, which ends in a slash. */
export function hashOfCompiler(root: string): string {
  const hash = createHash("sha256");
  for (const folder of COMPILER) {
    const names = readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    for (const name of names.sort()) hash.update(name).update(readFileSync(`${root}${folder}${name}`));
  }
  return hash.digest("hex");
}
