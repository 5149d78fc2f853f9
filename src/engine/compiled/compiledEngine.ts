import { compile } from "../../compiler/index.js";
import { writeModule } from "../../compiler/targets/assemblyscript/index.js";
import { SpecError } from "../../language/errors.js";
import type { Engine } from "../engine.js";
import { assemble } from "./assemble.js";
import { Instance } from "./instance.js";
import { CompiledSearch } from "./search.js";
import { compileWasm } from "./webAssembly.js";

/** Compiles the model to one WebAssembly module with the search in it: the same answers as the reference engine's, much faster. */
export const compiledEngine = {
  name: "compiled",
  async explore(model, budget) {
    const {
      processes,
      model: { name, site },
    } = model;
    if (processes.length > 31) throw new SpecError("FL102", `${name} has ${processes.length} processes`, "an engine takes at most 31", site);
    const module = compileWasm(await assemble(writeModule(compile(model))));
    return new CompiledSearch(model, budget, new Instance(module, model)).run();
  },
} as const satisfies Engine;
