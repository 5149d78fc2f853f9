import { SpecError } from "../../language/errors.js";
import type { Plan } from "./plan.js";
import type { SearchOptions } from "./searchOptions.js";

const USUAL_SEED = 1;
const USUAL_RUNS = 1000;
const USUAL_STEPS = 1000;

/** Settles what a search depends on; `undefined` for the usual one, which explores everything breadth first. @throws SpecError FL302 */
export function planOf({ search = "bfs", depth, seed, swarm, runs, steps }: SearchOptions): Plan | undefined {
  for (const [option, value] of Object.entries({ depth, swarm, runs, steps })) refuseNoCount(option, value, 1);
  refuseNoCount("seed", seed, 0);
  if (search === "bfs") return undefined;
  return {
    search,
    seed: seed ?? USUAL_SEED,
    shuffled: seed !== undefined || swarm !== undefined,
    swarm: swarm ?? 1,
    depth: depth ?? Number.POSITIVE_INFINITY,
    runs: runs ?? USUAL_RUNS,
    steps: steps ?? USUAL_STEPS,
  };
}

function refuseNoCount(option: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw new SpecError("FL302", `${option} is ${value}`, `give a whole number, ${least} or more`);
}
