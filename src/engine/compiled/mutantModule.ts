import { createHash } from "node:crypto";
import type { ModelProgram } from "../../compiler/ir.js";
import type { MutantPrograms } from "../../compiler/mutants/mutantsOf.js";
import { type StepMutants, writeModule } from "../../compiler/targets/assemblyscript/index.js";
import { assemble } from "./assemble.js";
import { keepModule, readModule } from "./moduleCache.js";
import { compileWasm, type WasmModule } from "./webAssembly.js";

/** One module for a model and its mutants: mutant number n is the one at position n − 1. It is kept in the user's cache folder under its text. */
export async function mutantModule(model: ModelProgram, mutants: readonly MutantPrograms[]): Promise<WasmModule> {
  const written = writeModule(model, undefined, byStep(model, mutants));
  const key = createHash("sha256").update(written.text).digest("hex");
  const known = readModule(key);
  if (known !== undefined) return compileWasm(known);
  const binary = await assemble(written);
  keepModule(key, binary);
  return compileWasm(binary);
}

function byStep({ processes }: ModelProgram, mutants: readonly MutantPrograms[]): StepMutants {
  return new Map(
    processes.flatMap(({ states }, process) =>
      states.map((step) => {
        const programs = mutants.flatMap(({ steps }, at) =>
          steps.filter((each) => each.process === process && each.state === step.index).map(({ program }) => ({ number: at + 1, program })),
        );
        return [step, programs] as const;
      }),
    ),
  );
}
