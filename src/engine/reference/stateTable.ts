import type { Slot } from "../../language/layout.js";

const DIGIT = 0x8000;

/**
 * The distinct states seen so far, each whole: a state becomes a string, one character a slot (two where the domain is wide),
 * and a Map knows the strings. Index 0 is the first state added.
 */
export class StateTable {
  private readonly index = new Map<string, number>();
  private readonly keys: string[] = [];
  private readonly codes: number[];
  private readonly wide: boolean[];

  constructor(private readonly layout: readonly Slot[]) {
    this.wide = layout.map(({ least, greatest }) => greatest - least >= DIGIT);
    this.codes = new Array<number>(layout.length + this.wide.filter(Boolean).length);
  }

  get size(): number {
    return this.keys.length;
  }

  /** The state's index, and whether it is new. */
  add(state: Int32Array): { readonly index: number; readonly isNew: boolean } {
    const key = this.encode(state);
    const known = this.index.get(key);
    if (known !== undefined) return { index: known, isNew: false };
    const index = this.keys.length;
    this.index.set(key, index);
    this.keys.push(key);
    return { index, isNew: true };
  }

  /** Writes the state with this index into `state`. */
  read(index: number, state: Int32Array): void {
    const key = this.keys[index] as string;
    let at = 0;
    for (let slot = 0; slot < this.layout.length; slot++) {
      const high = this.wide[slot] ? key.charCodeAt(at++) * DIGIT : 0;
      state[slot] = high + key.charCodeAt(at++) + (this.layout[slot] as Slot).least;
    }
  }

  private encode(state: Int32Array): string {
    let at = 0;
    for (let slot = 0; slot < this.layout.length; slot++) {
      const value = (state[slot] as number) - (this.layout[slot] as Slot).least;
      if (this.wide[slot]) this.codes[at++] = Math.floor(value / DIGIT);
      this.codes[at++] = value % DIGIT;
    }
    return String.fromCharCode(...this.codes);
  }
}
