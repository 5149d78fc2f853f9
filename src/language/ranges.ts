import { int32 } from "./arithmetic.js";
import type { Vector } from "./domain.js";
import { encoderOf } from "./encode.js";
import { Violation } from "./errors.js";
import { write } from "./memory.js";
import { type ScalarVector, scalarVectorOf } from "./view.js";

/** Sets the elements from `from` up to, but not including, `to`. Nothing happens when the range is empty. */
export function fill<T extends boolean | number | string>(into: Vector<T>, from: number, to: number, value: T): void {
  if (int32(from) >= int32(to)) return;
  const target = scalarVectorOf(into);
  if (!target || from < 0 || to > target.length) {
    for (let index = from; index < to; index++) into[index] = value;
    return;
  }
  const slot = encoderOf(target.element)(value, target.place, from);
  for (let index = from; index < to; index++) write(target.place, index, slot, index, false);
}

/** Copies `length` elements, `source[start …]` to `into[at …]`; the two ranges may overlap. A negative length is a violation. */
export function copy<T extends boolean | number | string>(into: Vector<T>, at: number, source: Vector<T>, start: number, length: number): void {
  if (int32(length) < 0) throw new Violation("domain", `copy of ${length} elements`);
  const forwards = int32(at) <= int32(start);
  const target = scalarVectorOf(into);
  const origin = scalarVectorOf(source);
  const alike = target && origin && isWithin(target, at, length) && isWithin(origin, start, length) && haveSameSlots(target, origin);
  for (let step = 0; step < length; step++) {
    const offset = forwards ? step : length - 1 - step;
    if (alike) write(target.place, at + offset, origin.place.memory.slots[origin.place.at + start + offset] as number, at + offset, false);
    else into[at + offset] = source[start + offset] as T;
  }
}

function isWithin({ length: size }: ScalarVector, from: number, length: number): boolean {
  return from >= 0 && from + length <= size;
}

/** Whether every value of the one is stored as the same integer in the other; then copying needs no decoding. */
function haveSameSlots({ element: into }: ScalarVector, { element: from }: ScalarVector): boolean {
  if (into.kind === "range") return from.kind === "range" && into.least <= from.least && from.greatest <= into.greatest;
  if (into.kind === "oneOf") return from.kind === "oneOf" && from.labels.every((label, index) => label === into.labels[index]);
  return from.kind === "boolean";
}
