import type { Place } from "../../ir.js";
import type { PackedSlot } from "./packing.js";
import type { Scope, Version } from "./scope.js";

/** An index, as text, and how many slots it moves by. */
export interface Step {
  readonly index: string;
  readonly stride: number;
}

/** One slot: at `base`, plus each index times its stride. */
export interface SlotPlace {
  readonly base: number;
  readonly steps: readonly Step[];
}

/** One slot of a place whose indices are text by now. */
export function slotOf(place: Place, indices: readonly string[], offset = 0, more: readonly Step[] = []): SlotPlace {
  const steps = place.terms.map(({ stride }, at) => ({ index: indices[at] as string, stride }));
  return { base: place.base + offset, steps: [...steps, ...more] };
}

/** Text of the value of a slot. */
export function readSlot(scope: Scope, place: SlotPlace, version: Version): string {
  const slot = scope.slot(place.base);
  if (slot.width === 0) return String(slot.least);
  const bits = slot.alone || place.steps.length === 0 ? readEvenly(scope, place, slot, version) : readAnywhere(scope, place, slot, version);
  return plus(`<i32>${bits}`, slot.least);
}

function readEvenly(scope: Scope, place: SlotPlace, slot: PackedSlot, version: Version): string {
  const word = scope.word(slot.word, version);
  const shift = shiftOf(scope, place, slot);
  return `(${shift === "0" ? word : `(${word} >> ${shift})`} & ${mask(slot)})`;
}

function readAnywhere(scope: Scope, place: SlotPlace, slot: PackedSlot, version: Version): string {
  return `readAt(${scope.base(version)}, ${slotNumber(place)}, ${mask(slot)})`;
}

/** Writes text that gives a slot of the successor a value: text, or a constant. */
export function writeSlot(scope: Scope, place: SlotPlace, value: string | number): void {
  const slot = scope.slot(place.base);
  if (slot.width === 0) return;
  const bits = typeof value === "number" ? hex(BigInt(value - slot.least)) : `<u32>${plus(value, -slot.least)}`;
  if (!slot.alone && place.steps.length > 0) {
    scope.line(`writeAt(${slotNumber(place)}, ${mask(slot)}, <u64>${bits});`);
    return;
  }
  const shift = shiftOf(scope, place, slot);
  const isFixed = place.steps.length === 0;
  const hole = isFixed ? hex(~(maskOf(slot) << BigInt(slot.shift))) : `~(<u64>${mask(slot)} << ${shift})`;
  const placed =
    shift === "0"
      ? `<u64>${bits}`
      : isFixed && typeof value === "number"
        ? hex(BigInt(value - slot.least) << BigInt(slot.shift))
        : `(<u64>${bits} << ${shift})`;
  scope.update(slot.word, (old) => (bits === "0" ? `${old} & ${hole}` : `(${old} & ${hole}) | ${placed}`));
}

/** Writes text that puts fixed slots of the successor back to their least value, word by word. */
export function clearSlots(scope: Scope, slots: readonly number[]): void {
  const holes = new Map<number, bigint>();
  for (const index of slots) {
    const slot = scope.slot(index);
    if (slot.width > 0) holes.set(slot.word, (holes.get(slot.word) ?? 0n) | (maskOf(slot) << BigInt(slot.shift)));
  }
  for (const [word, hole] of holes) scope.update(word, (old) => `${old} & ${hex(~hole)}`);
}

/** Text of a shift within the word of a slot; indices move it evenly. */
function shiftOf(scope: Scope, { base, steps }: SlotPlace, { shift }: PackedSlot): string {
  if (steps.length === 0) return String(shift);
  const moves = steps.map(({ index, stride }) => times(index, bitsPerIndex(scope, base, stride)));
  return `<u64>(${[...(shift === 0 ? [] : [String(shift)]), ...moves].join(" + ")})`;
}

/** How far apart two elements are; 0 where there is only one. */
function bitsPerIndex(scope: Scope, base: number, stride: number): number {
  const here = scope.slot(base);
  const next = scope.packing.slots[base + stride];
  return next !== undefined && next.word === here.word && next.width === here.width ? next.shift - here.shift : 0;
}

function slotNumber({ base, steps }: SlotPlace): string {
  return [String(base), ...steps.map(({ index, stride }) => times(index, stride))].join(" + ");
}

function times(index: string, factor: number): string {
  return factor === 1 ? index : `${index} * ${factor}`;
}

function plus(text: string, offset: number): string {
  if (offset === 0) return `(${text})`;
  return offset > 0 ? `(${text} + ${offset})` : `(${text} - ${-offset})`;
}

function maskOf({ width }: PackedSlot): bigint {
  return (1n << BigInt(width)) - 1n;
}

function mask(slot: PackedSlot): string {
  return hex(maskOf(slot));
}

/** A 64-bit constant. */
export function hex(value: bigint): string {
  const bits = BigInt.asUintN(64, value);
  return bits < 10n ? String(bits) : `0x${bits.toString(16)}`;
}
