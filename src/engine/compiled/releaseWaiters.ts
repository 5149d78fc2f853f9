import { EDGE } from "../../compiler/targets/assemblyscript/index.js";
import type { Instance } from "./instance.js";
import type { Partition } from "./partition.js";
import { before } from "./waiting.js";

/** States of the largest memory that a thread looks at before it looks up. */
const PART = 1 << 12;
/** What is to be assumed of a state that nobody knows more of: everybody waits there. */
const EVERYBODY = -1;

/**
 * Takes a process out of those that wait in a state where a successor lets it go on, or was found to lead to a state that does. States are looked at from the last one back, a
 * part of each memory at a time, of those that no thread has taken yet: most edges lead on to later states, so few are left in which somebody waits. Threads need not agree on an
 * order: nobody is let go without reason. How many states are left in which somebody waits is added up; who is stuck there, `findStuck` decides afterwards.
 * @param instances this thread's, one in each memory
 * @returns false if there is nothing left to take
 */
export function releaseWaiters(partitions: readonly Partition[], instances: readonly Instance[]): boolean {
  const first = partitions[0] as Partition;
  const sizes = partitions.map((partition) => partition.get("reserved"));
  const parts = Math.ceil(Math.max(...sizes) / PART);
  const left = parts - first.add("cursor", 1);
  if (left <= 0 || first.get("stop") === 1) return false;
  for (const [at, size] of sizes.entries()) {
    const waiting = releaseIn(at, Math.floor((size * (left - 1)) / parts), Math.floor((size * left) / parts), partitions, instances);
    first.add("waiting", waiting);
  }
  return true;
}

/** Looks at the states of a memory from one up to, not including, another; returns in how many somebody still waits. */
function releaseIn(at: number, from: number, end: number, partitions: readonly Partition[], instances: readonly Instance[]): number {
  const { waiting } = partitions[at] as Partition;
  const instance = instances[at] as Instance;
  let left = 0;
  let stay = 0;
  const look = (target: number, _mover: number, _fails: boolean, leaf: BigUint64Array, arrivals: Uint8Array | undefined): void => {
    if (target >= 0) stay &= before(waiting[target] as number, stay, arrivals);
    else if (target === EDGE.elsewhere) stay &= before(waitingElsewhere(leaf, partitions, instances), stay, arrivals);
  };
  for (let state = end - 1; state >= from; state--) {
    stay = waiting[state] as number;
    if (stay === 0) continue;
    instance.edges(state, look);
    waiting[state] = stay;
    if (stay !== 0) left++;
  }
  return left;
}

/** Who waits in a state of another memory. */
function waitingElsewhere(leaf: BigUint64Array, partitions: readonly Partition[], instances: readonly Instance[]): number {
  for (const [at, instance] of instances.entries()) {
    const index = instance.find(leaf);
    if (index >= 0) return (partitions[at] as Partition).waiting[index] as number;
  }
  return EVERYBODY;
}
