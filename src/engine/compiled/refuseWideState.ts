import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { Slot } from "../../language/layout.js";

/** The widest state that is compiled, in bits. A module's code grows with the words of a state, and a state of this size fills 64 of them. */
export const WIDEST_STATE = 4096;

/** @throws SpecError FL115 naming the variable that takes most, if a state takes more than {@link WIDEST_STATE} bits */
export function refuseWideState({ slots, model }: ComposedModel): void {
  const bits = slots.reduce((sum, slot) => sum + bitsOf(slot), 0);
  if (bits <= WIDEST_STATE) return;
  const { name, width } = widest(slots);
  throw new SpecError(
    "FL115",
    `a state of ${model.name} takes ${bits} bits; ${WIDEST_STATE} is the most that is compiled`,
    `'${name}' takes ${width} of them: lower the bounds with --set, or narrow its domain; --engine reference takes wider states`,
    model.site,
  );
}

function bitsOf({ least, greatest }: Slot): number {
  return Math.ceil(Math.log2(greatest - least + 1));
}

/** The variable, or local of a machine, whose slots take most bits together. */
function widest(slots: readonly Slot[]): { readonly name: string; readonly width: number } {
  const widths = new Map<string, number>();
  for (const slot of slots) {
    const name = slot.name.replace(/\[.*/, "");
    widths.set(name, (widths.get(name) ?? 0) + bitsOf(slot));
  }
  const [name, width] = [...widths].reduce((most, each) => (each[1] > most[1] ? each : most));
  return { name, width };
}
