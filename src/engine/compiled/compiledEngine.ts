import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { Engine } from "../engine.js";
import { Instance } from "./instance.js";
import { keepModule, readModule } from "./moduleCache.js";
import { moduleKey } from "./moduleKey.js";
import { refuseWideState } from "./refuseWideState.js";
import { CompiledSearch } from "./search.js";
import { compileWasm } from "./webAssembly.js";

/** Compiles the model to one WebAssembly module with the search in it: the same answers as the reference engine's, much faster. */
export const compiledEngine = {
  name: "compiled",
  async explore(composed, budget) {
    const { name, site, interpreted } = composed.model;
    if (interpreted) throw new SpecError("FL310", `${name} is no specification that could be compiled`, "ask the reference engine: --engine reference", site);
    if (composed.processes.length > 31) throw new SpecError("FL102", `${name} has ${composed.processes.length} processes`, "an engine takes at most 31", site);
    refuseWideState(composed);
    const module = compileWasm(await moduleOf(composed));
    return new CompiledSearch(composed, budget, new Instance(module, composed)).run();
  },
} as const satisfies Engine;

async function moduleOf(composed: ComposedModel): Promise<Uint8Array<ArrayBuffer>> {
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
