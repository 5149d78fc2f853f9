import type { ComposedModel } from "../language/compose.js";

/** The values of the shared variables of a state, which come before the locals of all processes: the same in two models that begin alike. */
export function initialKey({ instances, processes }: ComposedModel, slots: Int32Array): string {
  const shared = Math.min(...instances.map(({ firstSlot }) => firstSlot), ...processes.map(({ slot }) => slot));
  return slots.subarray(0, shared).join();
}
