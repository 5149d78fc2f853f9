import type { PackedCall, Packing } from "./packing.js";

/** 32-bit halves of a word. */
const HALVES = 2;
const HALF = 32;

/** Reads packed states, millions of them: by 32-bit halves of their words, for each 64-bit integer would be an object of its own. */
export class Unpacker {
  /** By slot: the half in which its bits begin, where they do, whether they go on in the next one, which bits they are when they are shifted down, and what is stored as zero. */
  private readonly halves: Int32Array;
  private readonly shifts: Int32Array;
  private readonly straddles: Uint8Array;
  private readonly masks: Int32Array;
  private readonly leasts: Int32Array;
  private readonly calls: readonly PackedCall[];

  constructor({ slots, calls }: Packing) {
    this.halves = Int32Array.from(slots, ({ word, shift }) => word * HALVES + Math.floor(shift / HALF));
    this.shifts = Int32Array.from(slots, ({ shift }) => shift % HALF);
    this.straddles = Uint8Array.from(slots, ({ shift, width }) => ((shift % HALF) + width > HALF ? 1 : 0));
    this.masks = Int32Array.from(slots, ({ width }) => 2 ** width - 1);
    this.leasts = Int32Array.from(slots, ({ least }) => least);
    this.calls = calls;
  }

  /** How many slots a state has. */
  get slots(): number {
    return this.leasts.length;
  }

  /** Reads every slot of a state; one of a machine that is not active is at its least. @param at where the first half of its words is, the low one */
  unpack(memory: Int32Array, at: number, into: Int32Array): void {
    const { halves, shifts, straddles, masks, leasts } = this;
    for (let slot = 0; slot < leasts.length; slot++) {
      const half = at + (halves[slot] as number);
      const shift = shifts[slot] as number;
      let bits = (memory[half] as number) >>> shift;
      if (straddles[slot] === 1) bits |= (memory[half + 1] as number) << (HALF - shift);
      into[slot] = (bits & (masks[slot] as number)) + (leasts[slot] as number);
    }
    for (const { from, to, stands, first, last } of this.calls) {
      const state = into[stands] as number;
      if (state < first || state > last) into.set(leasts.subarray(from, to), from);
    }
  }
}
