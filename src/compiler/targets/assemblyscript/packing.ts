import type { Slot } from "../../../language/layout.js";

/** Where the bits of a slot are. Its least value is stored as zero, so a state without a set bit has every slot at its least. */
export interface PackedSlot {
  readonly word: number;
  readonly shift: number;
  /** In bits; 0 for a slot with one value. */
  readonly width: number;
  readonly least: number;
  /** All elements of its vector are in this word, so the shift grows evenly with an index. */
  readonly alone: boolean;
}

/** How a state is packed into 64-bit words; no slot straddles two. */
export interface Packing {
  /** Words of a state, 1 or more. */
  readonly words: number;
  /** By slot. */
  readonly slots: readonly PackedSlot[];
}

const WORD = 64;

/**
 * Packs the elements of a vector, or one field of the records in it, side by side, in one word where they fit. Everything goes into the first
 * word that has room.
 */
export function pack(slots: readonly Slot[]): Packing {
  const used: number[] = [];
  const packed: PackedSlot[] = [];
  for (const group of groups(slots)) {
    const { least, greatest } = slots[group[0] as number] as Slot;
    const width = Math.ceil(Math.log2(greatest - least + 1));
    const perWord = width === 0 ? group.length : Math.floor(WORD / width);
    for (let first = 0; first < group.length; first += perWord) {
      const here = group.slice(first, first + perWord);
      const word = roomFor(here.length * width, used);
      for (const [at, slot] of here.entries()) {
        packed[slot] = { word, shift: (used[word] as number) + at * width, width, least, alone: here.length === group.length };
      }
      used[word] = (used[word] as number) + here.length * width;
    }
  }
  return { words: Math.max(1, used.length), slots: packed };
}

/** Slots that differ only in indices, in order. */
function groups(slots: readonly Slot[]): Iterable<readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { name, least, greatest }] of slots.entries()) {
    const key = `${name.replaceAll(/\[\d+\]/g, "[]")} ${least} ${greatest}`;
    found.set(key, [...(found.get(key) ?? []), index]);
  }
  return found.values();
}

function roomFor(bits: number, used: number[]): number {
  const found = used.findIndex((taken) => taken + bits <= WORD);
  return found >= 0 ? found : used.push(0) - 1;
}

/** Reads every slot of a packed state. */
export function unpackState({ slots }: Packing, words: BigUint64Array, into: Int32Array): void {
  for (const [slot, { word, shift, width, least }] of slots.entries()) {
    const bits = ((words[word] as bigint) >> BigInt(shift)) & ((1n << BigInt(width)) - 1n);
    into[slot] = Number(bits) + least;
  }
}
