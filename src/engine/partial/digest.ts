/** Two words of 32 bits that stand for a state: murmur3 (Appleby, 2011) over its slots, in two lanes with seeds of their own. */
export class Digest {
  first = 0;
  second = 0;

  constructor(private readonly seed: number) {}

  of(state: Int32Array): this {
    let first = this.seed | 0;
    let second = Math.imul(this.seed ^ 0x5bd1e995, 0x27d4eb2f) ^ Math.floor(this.seed / 2 ** 32);
    for (let slot = 0; slot < state.length; slot++) {
      const value = state[slot] as number;
      first = mix(first, Math.imul(value, 0xcc9e2d51), 0x1b873593);
      second = mix(second, Math.imul(value, 0x239b961b), 0xab0e9789);
    }
    this.first = finish(first ^ state.length);
    this.second = finish(second ^ this.first);
    return this;
  }
}

function mix(hash: number, value: number, factor: number): number {
  const mixed = hash ^ Math.imul((value << 15) | (value >>> 17), factor);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
