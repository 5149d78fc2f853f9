import { kernels } from "../../../spec/kernels.js";
import type { FunctionDrift } from "./drift.js";

/** A machine of the models: the function that it stands for, and which version; without one where there is only one. */
export interface MachineName {
  readonly name: string;
  readonly version: string;
}

/** The machines that stand for a function in the kernels that it matches, or is closest to: each once. None for a function that is rightly not there. */
export function machinesOf({ outline, kernels: as, line }: FunctionDrift): readonly MachineName[] {
  if (line === undefined) return [];
  const linked = kernels.filter(({ name }) => as.includes(name)).flatMap(({ links }) => outline.standsFor.flatMap((name) => links[name] ?? []));
  return [...new Set(linked)].map(({ prototype, version }) => ({ name: prototype.name, version }));
}
