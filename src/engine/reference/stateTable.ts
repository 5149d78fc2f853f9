import type { Slot } from "../../language/layout.js";
import { Row } from "./row.js";

interface Field {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
  readonly least: number;
}

/**
 * The distinct states seen so far, each whole. A slot takes as many bits as its domain needs and never straddles two words; a hash
 * table with open addressing finds a state among the rows of words. Index 0 is the first state added.
 */
export class StateTable {
  private readonly fields: readonly Field[];
  private readonly words: number;
  private readonly rows = new Row(Int32Array);
  private readonly packed: Int32Array<ArrayBuffer>;
  /** State indices plus one; 0 is a free place. Never more than half full. */
  private places = new Int32Array(1 << 12);
  size = 0;

  constructor(layout: readonly Slot[]) {
    this.fields = pack(layout);
    this.words = (this.fields.at(-1)?.word ?? 0) + 1;
    this.packed = new Int32Array(this.words);
  }

  /** The state's index; it is new if that was the size of the table before. */
  add(state: Int32Array): number {
    const { packed, rows, words } = this;
    this.encode(state);
    let place = this.placeOf(packed, 0);
    for (let known = this.places[place] as number; known !== 0; known = this.places[place] as number) {
      if (rows.equal((known - 1) * words, packed)) return known - 1;
      place = (place + 1) & (this.places.length - 1);
    }
    for (const word of packed) rows.push(word);
    this.places[place] = ++this.size;
    if (this.size * 2 > this.places.length) this.grow();
    return this.size - 1;
  }

  /** Writes the state with this index into `state`. */
  read(index: number, state: Int32Array): void {
    this.fields.forEach(({ word, shift, mask, least }, slot) => {
      state[slot] = (((this.rows.at(index * this.words + word) >>> shift) & mask) >>> 0) + least;
    });
  }

  private encode(state: Int32Array): void {
    const { packed, fields } = this;
    packed.fill(0);
    for (let slot = 0; slot < fields.length; slot++) {
      const { word, shift, least } = fields[slot] as Field;
      packed[word] = (packed[word] as number) | (((state[slot] as number) - least) << shift);
    }
  }

  /** Where the search for a row of words begins. */
  private placeOf(row: Int32Array, start: number): number {
    let hash = 0;
    for (let word = start; word < start + this.words; word++) {
      hash = Math.imul(hash ^ (row[word] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.places.length - 1);
  }

  private grow(): void {
    this.places = new Int32Array(this.places.length * 2);
    for (let index = 0; index < this.size; index++) {
      let place = this.placeOf(this.rows.whole, index * this.words);
      while (this.places[place] !== 0) place = (place + 1) & (this.places.length - 1);
      this.places[place] = index + 1;
    }
  }
}

function pack(layout: readonly Slot[]): Field[] {
  let word = 0;
  let shift = 0;
  return layout.map(({ least, greatest }) => {
    const bits = Math.ceil(Math.log2(greatest - least + 1));
    if (shift + bits > 32) {
      word++;
      shift = 0;
    }
    const field = { word, shift: shift % 32, mask: 2 ** bits - 1, least };
    shift += bits;
    return field;
  });
}
