import { setImmediate } from "node:timers/promises";
import type { Leaf } from "../trace/explain/leaves.js";
import type { Exploration } from "./exploration.js";
import type { Found, Pin } from "./protocol.js";

/** A search for a state gives up beyond this many. */
const MOST = 100_000;
/** States between two turns of the event loop. */
const TURN = 200;

/** The shortest way from a state to another that is wanted, along which nothing that is pinned changes; the state itself does not count, for one is there. */
export async function findState(
  exploration: Exploration,
  from: number,
  isWanted: (state: Int32Array, number: number) => boolean,
  pins: readonly Pin[],
): Promise<Found> {
  const origin = new Map<number, { readonly before: number; readonly number: number; readonly leaf: Leaf } | undefined>([[from, undefined]]);
  const frontier = [from];
  for (let at = 0; at < frontier.length && origin.size < MOST; at++) {
    if (at % TURN === TURN - 1) await setImmediate();
    const before = frontier[at] as number;
    for (const [number, leaf] of exploration.leaves(before).entries()) {
      if (leaf.state === undefined || exploration.unpins(leaf.state, pins)) continue;
      const to = exploration.numberOf(leaf.state);
      if (origin.has(to)) continue;
      origin.set(to, { before, number, leaf });
      if (isWanted(leaf.state, to)) return { initial: null, steps: wayTo(to), looked: origin.size, gaveUp: false };
      frontier.push(to);
    }
  }
  return { initial: null, steps: null, looked: origin.size, gaveUp: origin.size >= MOST };

  function wayTo(wanted: number): NonNullable<Found["steps"]> {
    const steps = [];
    for (let step = origin.get(wanted); step !== undefined; step = origin.get(step.before)) {
      steps.unshift(exploration.viewOf(step.leaf, step.number, exploration.stateOf(step.before), pins));
    }
    return steps;
  }
}
