import { apply, type Kernel, type Model, type Patch, type Process, patch } from "../../../src/index.js";

/** A machine of any function. */
type AnyMachine = NonNullable<Patch["links"]>[number];

/** One line of a machine changed for the worse, and the run of a check that notices it. */
export interface Mutant {
  /** The function whose machine is changed. */
  readonly of: string;
  /** What is wrong with it. */
  readonly what: string;
  /** The id of the check, and the name of its run. */
  readonly noticedBy: readonly [check: string, run: string];
  readonly mutate: (model: Model) => Model;
}

/** Describes a mutant: wherever a model calls or runs the function, this machine takes the place of the version that it has. */
export function mutant(what: string, machine: AnyMachine, noticedBy: Mutant["noticedBy"]): Mutant {
  const { name } = machine.prototype;
  const change = patch(`mutant: ${what}`, { title: what, links: [machine] });
  const replace = (process: Process): Process =>
    "prototype" in process.runs && process.runs.prototype.name === name ? { ...process, runs: machine } : process;
  return {
    of: name,
    what,
    noticedBy,
    mutate: (model) => ({ ...model, kernel: apply(model.kernel as Kernel, change), processes: model.processes.map(replace) }),
  };
}
