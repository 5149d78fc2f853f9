import type { ModelProgram } from "../../compiler/ir.js";
import type { MutantPrograms } from "../../compiler/mutants/mutantsOf.js";
import { type StepMutants, writeModule } from "../../compiler/targets/assemblyscript/index.js";
import { assemble } from "./assemble.js";
import { compileWasm, type WasmModule } from "./webAssembly.js";

/**
 * One module for a model and its mutants: mutant number n is the one at position n − 1. It is not kept in the user's cache folder: it is large, and which mutants are
 * still to be tried is seldom the same twice.
 */
export async function mutantModule(model: ModelProgram, mutants: readonly MutantPrograms[]): Promise<WasmModule> {
  return compileWasm(await assemble(writeModule(model, undefined, byStep(model, mutants))));
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
