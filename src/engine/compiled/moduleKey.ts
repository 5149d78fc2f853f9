import { createHash } from "node:crypto";
import type { Reduction } from "../../compiler/analysis/reduction.js";
import { symmetryOf } from "../../compiler/analysis/symmetry.js";
import type { ComposedModel } from "../../language/compose.js";
import { contentHash } from "../contentHash.js";
import { compilerHash } from "./compilerHash.js";
import { sourceFiles } from "./sourceFiles.js";

/**
 * Names what the module of a model is made of: the composed model, the text of every file that its bodies may call, and the compiler itself. It costs
 * milliseconds, for it loads no compiler. Reductions leave parts of it out. `undefined` if the files cannot all be found: then nothing is cached.
 */
export function moduleKey(composed: ComposedModel, reductions: readonly Reduction[]): string | undefined {
  const files = sourceFiles(composed);
  if (files === undefined) return undefined;
  const hash = createHash("sha256").update(contentHash(composed)).update(compilerHash()).update(reductions.join());
  // A vector looks the same whether its elements are those of copies or not, and may be either by what the text around it computes.
  if (reductions.includes("symmetry")) hash.update(JSON.stringify(symmetryOf(composed)));
  for (const [name, digest] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${name}\n${digest}\n`);
  return hash.digest("hex");
}
