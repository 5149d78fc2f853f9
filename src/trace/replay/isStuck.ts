import type { Stepper } from "../../engine/interpreter/stepper.js";
import { isAtEnd } from "../explain/ends.js";
import { leavesOf } from "../explain/leaves.js";

/** Whether some process, daemons apart, is not at an end and moves in no future of a state. All futures are looked at. */
export function isStuck(stepper: Stepper, from: Int32Array): boolean {
  const waiting = new Set([...stepper.model.processes.entries()].filter(([, process]) => !process.daemon && !isAtEnd(process, from)).map(([index]) => index));
  const seen = new Set([from.join()]);
  const queue = [from];
  for (const state of queue) {
    for (const { process, state: next } of leavesOf(stepper, state)) {
      waiting.delete(process);
      if (next === undefined || seen.has(next.join())) continue;
      seen.add(next.join());
      queue.push(next);
    }
    if (waiting.size === 0) return false;
  }
  return true;
}
