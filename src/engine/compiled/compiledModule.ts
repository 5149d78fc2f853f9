import { createHash } from "node:crypto";
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

/** The module that explores a model: a known one from the user's cache folder, or else a new one. */
export async function compiledModule(composed: ComposedModel): Promise<CompiledModule> {
  const binary = await binaryOf(composed);
  return { module: compileWasm(binary), identity: createHash("sha256").update(binary).digest("hex") };
}

async function binaryOf(composed: ComposedModel): Promise<Uint8Array<ArrayBuffer>> {
  const key = moduleKey(composed);
  const known = key && readModule(key);
  if (known) return known;
  const binary = await build(composed);
  if (key !== undefined) keepModule(key, binary);
  return binary;
}

/** The compilers take a second to load: only a module that is not known pays for them. */
async function build(composed: ComposedModel): Promise<Uint8Array<ArrayBuffer>> {
  const [{ compile }, { writeModule }, { assemble }] = await Promise.all([
    import("../../compiler/index.js"),
    import("../../compiler/targets/assemblyscript/writeModule.js"),
    import("./assemble.js"),
  ]);
  return assemble(writeModule(compile(composed)));
}
