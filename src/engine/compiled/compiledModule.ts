import { createHash } from "node:crypto";
import type { Reduction } from "../../compiler/analysis/reduction.js";
import type { ComposedModel } from "../../language/compose.js";
import { keepModule, readModule } from "./moduleCache.js";
import { moduleKey } from "./moduleKey.js";
import { compileWasm, type WasmModule } from "./webAssembly.js";

/** A module that explores a model. */
export interface CompiledModule {
  readonly module: WasmModule;
  /** SHA-256 of its code: the same for the same model, bounds, properties and engine only. */
  readonly identity: string;
}

/** The module that explores a model, or what reductions leave of it: a known one from the user's cache folder, or else a new one. */
export async function compiledModule(composed: ComposedModel, reductions: readonly Reduction[] = []): Promise<CompiledModule> {
  const binary = await binaryOf(composed, reductions);
  return { module: compileWasm(binary), identity: createHash("sha256").update(binary).digest("hex") };
}

async function binaryOf(composed: ComposedModel, reductions: readonly Reduction[]): Promise<Uint8Array<ArrayBuffer>> {
  const key = moduleKey(composed, reductions);
  const known = key && readModule(key);
  if (known) return known;
  const binary = await build(composed, reductions);
  if (key !== undefined) keepModule(key, binary);
  return binary;
}

/** The compilers take a second to load: only a module that is not known pays for them. */
async function build(composed: ComposedModel, reductions: readonly Reduction[]): Promise<Uint8Array<ArrayBuffer>> {
  const [{ reducedModule }, { assemble }] = await Promise.all([import("../../compiler/reducedModule.js"), import("./assemble.js")]);
  return assemble(reducedModule(composed, reductions));
}
