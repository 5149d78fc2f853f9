/**
 * Random numbers that follow from a seed: xoshiro128** of Blackman and Vigna ("Scrambled linear pseudorandom number generators", 2021), seeded
 * by splitmix32 so that neighbouring seeds have nothing in common.
 */
export class Random {
  private readonly state: Uint32Array;

  constructor(seed: number) {
    let counter = (seed % 2 ** 32) ^ Math.floor(seed / 2 ** 32);
    this.state = Uint32Array.from({ length: 4 }, () => {
      counter = (counter + 0x9e3779b9) | 0;
      const once = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
      const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97);
      return twice ^ (twice >>> 15);
    });
  }

  /** A whole number from 0 up to, but not including, `bound`, which is 2^32 at most. */
  below(bound: number): number {
    return Math.floor((this.next() / 2 ** 32) * bound);
  }

  /** The same things in a random order. */
  shuffled<T>(things: readonly T[]): T[] {
    const order = [...things];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    return order;
  }

  private next(): number {
    const { state } = this;
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ (c ^ a);
    state[0] = a ^ (d ^ b);
    state[2] = c ^ a ^ (b << 9);
    state[3] = rotate(d ^ b, 11);
    return result;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
