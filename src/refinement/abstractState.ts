import type { ComposedModel } from "../language/compose.js";
import { decodeSlot, isScalar } from "../language/encode.js";
import type { Seen } from "../language/index.js";
import { initialValue } from "../language/layout.js";

/** An abstract state, as an explanation tells it. */
export interface AbstractState {
  readonly seen: Seen;
  /** Where its processes stand, and what is its own affair: `write.copy, written = 1`. */
  readonly inside: string;
  /** What is seen after each of its steps. */
  readonly next: readonly Seen[];
}

/** Where the processes of an abstract state stand, with those variables and locals that nothing else tells and that are not as they first were. */
export function insideOf({ slots, processes }: ComposedModel, state: Int32Array, isTold: (variable: string) => boolean): string {
  const standing = processes.map(({ states, slot }) => states[state[slot] as number]?.name ?? "");
  const values = slots.flatMap((slot, index) => {
    const { name, domain } = slot;
    const value = state[index] as number;
    if (name.endsWith("@") || value === initialValue(slot) || isTold(/^[^.[]*/.exec(name)?.[0] ?? "")) return [];
    return [`${name} = ${isScalar(domain) ? decodeSlot(domain, value) : value}`];
  });
  return [...standing, ...values].join(", ");
}
