import type { Slot } from "../../language/layout.js";
import { Row } from "../search/row.js";

/**
 * The distinct states seen so far, each whole. A slot takes as many bits as its domain needs and never straddles two words; a hash
 * table with open addressing finds a state among the rows of words. Index 0 is the first state added.
 */
export class StateTable {
  /** Words of a state. */
  private readonly width: number;
  private readonly words = new Row(Int32Array);
  private readonly packed: Int32Array<ArrayBuffer>;
  /** State indices plus one; 0 is a free place. Never more than half full. */
  private places = new Int32Array(1 << 12);
  // By slot: where its bits are, and what is subtracted before they are stored.
  private readonly word: Uint16Array;
  private readonly shift: Uint8Array;
  private readonly mask: Int32Array;
  private readonly least: Int32Array;
  size = 0;

  constructor(slots: readonly Slot[]) {
    this.word = new Uint16Array(slots.length);
    this.shift = new Uint8Array(slots.length);
    this.mask = new Int32Array(slots.length);
    this.least = Int32Array.from(slots, ({ least }) => least);
    this.width = this.layOut(slots);
    this.packed = new Int32Array(this.width);
  }

  /** Memory that the states take, in bytes: their words, and two places each. */
  get bytes(): number {
    return this.words.bytes + 2 * Int32Array.BYTES_PER_ELEMENT * this.size;
  }

  /** The state's index; it is new if that was the size of the table before. */
  add(state: Int32Array): number {
    const { packed, words, width } = this;
    this.pack(state);
    let place = this.hash(packed, 0);
    for (let known = this.places[place] as number; known !== 0; known = this.places[place] as number) {
      if (words.equal((known - 1) * width, packed)) return known - 1;
      place = (place + 1) & (this.places.length - 1);
    }
    for (let word = 0; word < width; word++) words.push(packed[word] as number);
    this.places[place] = ++this.size;
    if (this.size * 2 > this.places.length) this.grow();
    return this.size - 1;
  }

  /** Writes the state with this index into `state`. */
  read(index: number, state: Int32Array): void {
    for (let slot = 0; slot < state.length; slot++) {
      const bits = this.words.at(index * this.width + (this.word[slot] as number)) >>> (this.shift[slot] as number);
      state[slot] = (bits & (this.mask[slot] as number)) + (this.least[slot] as number);
    }
  }

  /** Gives each slot its bits, and returns how many words that takes. */
  private layOut(slots: readonly Slot[]): number {
    let next = 0;
    for (const [slot, { least, greatest }] of slots.entries()) {
      const bits = Math.ceil(Math.log2(greatest - least + 1));
      if ((next % 32) + bits > 32) next = Math.ceil(next / 32) * 32;
      this.word[slot] = Math.floor(next / 32);
      this.shift[slot] = next % 32;
      this.mask[slot] = 2 ** bits - 1;
      next += bits;
    }
    return Math.floor(next / 32) + 1;
  }

  private pack(state: Int32Array): void {
    const { packed, word, shift, least } = this;
    packed.fill(0);
    for (let slot = 0; slot < state.length; slot++) {
      const at = word[slot] as number;
      packed[at] = (packed[at] as number) | (((state[slot] as number) - (least[slot] as number)) << (shift[slot] as number));
    }
  }

  /** Where the search for a row of words begins. */
  private hash(row: Int32Array, start: number): number {
    let hash = 0;
    for (let word = start; word < start + this.width; word++) {
      hash = Math.imul(hash ^ (row[word] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.places.length - 1);
  }

  private grow(): void {
    const places = new Int32Array(this.places.length * 2);
    this.places = places;
    for (let index = 0; index < this.size; index++) {
      let place = this.hash(this.words.whole, index * this.width);
      while (places[place] !== 0) place = (place + 1) & (places.length - 1);
      places[place] = index + 1;
    }
  }
}
