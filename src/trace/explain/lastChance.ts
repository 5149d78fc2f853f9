import type { Stepper } from "../../engine/interpreter/stepper.js";
import { hasEnd, isOver } from "./ends.js";
import type { Judge } from "./judge.js";
import { type Leaf, leavesOf } from "./leaves.js";
import type { Path } from "./path.js";

/** How many states are looked at in all. */
const BOUND = 20_000;

/**
 * When a trace could go right for the last time.
 *
 * - `found`: after `after` steps there was still a run that ends with the property intact, and `sibling` is a shortest one; one step later there was none.
 * - `never`: no run from the trace's initial state ends with the property intact.
 * - `unknown`: after `after` steps, none was found among the states that were looked at, {@link BOUND} of them; later there was none.
 * - `endless`: no process but daemons has an end, so that no run of the model ends.
 */
export type LastChance =
  | { readonly kind: "found"; readonly after: number; readonly sibling: readonly Leaf[] }
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly after: number; readonly bound: number }
  | { readonly kind: "endless" };

/**
 * The last state of a trace from which some run ends, every process but daemons at its end, with the property intact all along. It is asked whether there is such a
 * run, not whether anybody could have brought it about. From the end of the trace backwards, breadth first; a state from which there is
 * no such run is not looked at twice.
 */
export function lastChance(stepper: Stepper, judge: Judge, { turns, states }: Path, bound = BOUND): LastChance {
  if (!stepper.model.processes.some((process) => !process.daemon && hasEnd(process))) return { kind: "endless" };
  const doomed = new Set<string>();
  for (let after = turns.length - 1; after >= 0; after--) {
    const sibling = shortestGood(stepper, judge, states[after] as Int32Array, doomed, bound);
    if (sibling === "unknown") return { kind: "unknown", after, bound };
    if (sibling !== undefined) return { kind: "found", after, sibling };
  }
  return { kind: "never" };
}

interface Visited {
  readonly state: Int32Array;
  readonly leaf: Leaf | undefined;
  readonly before: Visited | undefined;
}

/** A shortest run from a state that ends with the property intact. Adds to `doomed` what turns out to have none. */
function shortestGood(stepper: Stepper, judge: Judge, from: Int32Array, doomed: Set<string>, bound: number): readonly Leaf[] | "unknown" | undefined {
  if (judge.isWrongState(from)) return undefined;
  const queue: Visited[] = [{ state: from, leaf: undefined, before: undefined }];
  doomed.add(from.join());
  for (const at of queue) {
    if (isOver(stepper.model, at.state)) return leavesTo(at);
    if (doomed.size > bound) return "unknown";
    for (const leaf of leavesOf(stepper, at.state)) {
      if (leaf.state === undefined || judge.isWrongLeaf(at.state, leaf)) continue;
      const key = leaf.state.join();
      if (doomed.has(key)) continue;
      doomed.add(key);
      queue.push({ state: leaf.state, leaf, before: at });
    }
  }
  return undefined;
}

function leavesTo(last: Visited): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (let at: Visited | undefined = last; at?.leaf !== undefined; at = at.before) leaves.unshift(at.leaf);
  return leaves;
}
