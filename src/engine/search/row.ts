/** A growing row of integers. */
export class Row<A extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>> {
  /** The integers, and room for more. */
  whole: A;
  length = 0;

  constructor(private readonly kind: new (length: number) => A) {
    this.whole = new kind(1024);
  }

  /** Memory that its integers take, in bytes. */
  get bytes(): number {
    return this.length * this.whole.BYTES_PER_ELEMENT;
  }

  push(value: number): void {
    if (this.length === this.whole.length) {
      const grown = new this.kind(this.whole.length * 2);
      grown.set(this.whole);
      this.whole = grown;
    }
    this.whole[this.length++] = value;
  }

  at(index: number): number {
    return this.whole[index] as number;
  }

  /** Whether the integers from `start` on are those of `wanted`. */
  equal(start: number, wanted: A): boolean {
    for (let offset = 0; offset < wanted.length; offset++) if (this.whole[start + offset] !== wanted[offset]) return false;
    return true;
  }
}
