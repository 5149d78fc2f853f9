/** A growing row of packed states, each with its number in the whole graph. */
export class StateRow {
  readonly numbers: number[] = [];
  private whole: Uint8Array;

  /** @param size bytes of a state */
  constructor(private readonly size: number) {
    this.whole = new Uint8Array(64 * size);
  }

  get length(): number {
    return this.numbers.length;
  }

  get bytes(): Uint8Array {
    return this.whole.subarray(0, this.length * this.size);
  }

  push(number: number, state: Uint8Array): void {
    const at = this.length * this.size;
    if (at === this.whole.length) {
      const grown = new Uint8Array(2 * at);
      grown.set(this.whole);
      this.whole = grown;
    }
    this.whole.set(state, at);
    this.numbers.push(number);
  }
}
