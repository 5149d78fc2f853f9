import type { ComposedModel } from "../language/compose.js";
import type { StepStructure, Structure } from "../language/structure.js";
import { compile } from "./compile.js";
import type { ModelProgram, Program, StateProgram } from "./ir.js";
import { walk } from "./walk.js";

/**
 * What each step of a model does, with its parameters folded in: what is not taken does not count.
 * @throws SpecError if the model is outside the subset
 */
export function structureOf(composed: ComposedModel): Structure {
  const model = compile(composed);
  const steps = model.processes.flatMap(({ name, states }, process) =>
    states.flatMap((state) => (state.program === undefined ? [] : [stepOf(model, name, process, state, state.program)])),
  );
  return { steps };
}

function stepOf({ processes }: ModelProgram, process: string, index: number, { path, function: name, step }: StateProgram, program: Program): StepStructure {
  const next = new Set<string>();
  const reads = new Set<string>();
  const writes = new Set<string>();
  const choices = new Set<string>();
  const relative = (variable: string): string => (variable.startsWith(`${path}.`) ? `me.${variable.slice(path.length + 1)}` : variable);
  walk(program.statements, {
    read: (place) => reads.add(relative(place.name)),
    write: (place) => writes.add(relative(place.name)),
    statement: (statement) => {
      if (statement.kind === "next") next.add(processes[index]?.states[statement.state]?.name ?? "");
      if (statement.kind === "choose") choices.add(statement.label);
    },
  });
  const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort();
  return {
    process,
    path,
    function: name,
    step,
    next: sorted(next),
    reads: sorted(reads),
    writes: sorted(writes),
    calls: program.calls,
    choices: sorted(choices),
  };
}
