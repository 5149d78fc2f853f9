import type { ComposedModel, Instance } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { Slot } from "../../language/layout.js";

/** The widest state that is compiled, in bits. A module's code grows with the words of a state, and a state of this size fills 64 of them. */
export const WIDEST_STATE = 4096;

/** @throws SpecError FL115 naming the variable that takes most, if a state takes more than {@link WIDEST_STATE} bits */
export function refuseWideState(composed: ComposedModel): void {
  const { model } = composed;
  const slots = widestTogether(composed);
  const bits = sumOf(slots);
  if (bits <= WIDEST_STATE) return;
  const { name, width } = widest(slots);
  throw new SpecError(
    "FL115",
    `a state of ${model.name} takes ${bits} bits; ${WIDEST_STATE} is the most that is compiled`,
    `'${name}' takes ${width} of them: lower the bounds with --set, or narrow its domain; --engine reference takes wider states`,
    model.site,
  );
}

/** What a state has bits for at once: machines that one machine calls are never active together, and share theirs (`packing.ts`), so of those it is the widest. */
function widestTogether({ slots, instances }: ComposedModel): readonly Slot[] {
  const ownOf = ({ firstSlot, slotCount }: Instance): readonly Slot[] => slots.slice(firstSlot, firstSlot + slotCount);
  const widestOf = (machine: Instance): readonly Slot[] =>
    ownOf(machine).concat(
      Object.values(machine.callees)
        .map(widestOf)
        .reduce((most, each) => (sumOf(each) > sumOf(most) ? each : most), []),
    );
  const locals = new Set(instances.flatMap(ownOf));
  const roots = instances.filter(({ caller }) => caller === undefined);
  return [...slots.filter((slot) => !locals.has(slot)), ...roots.flatMap(widestOf)];
}

function sumOf(slots: readonly Slot[]): number {
  return slots.reduce((sum, slot) => sum + bitsOf(slot), 0);
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
