import { Digest } from "./digest.js";
import type { Visited } from "./visited.js";

/** Bytes of a state: its digest of 64 bits. */
const STATE_BYTES = 8;

/**
 * A state is known if its digest of 64 bits is: hash compaction (Wolper and Leroy, "Reliable hashing without collision detection", 1993; Stern and Dill, "Improved
 * probabilistic verification by hash compaction", 1995). The table is open addressing, never more than half full.
 */
export class HashTable implements Visited {
  size = 0;
  private digests = new Uint32Array(2 * 2 ** 12);
  private readonly digest: Digest;

  /** @param most bytes that the table may take */
  constructor(
    private readonly most: number,
    seed: number,
  ) {
    this.digest = new Digest(seed);
  }

  get bytes(): number {
    return this.digests.length * 4;
  }

  get isFull(): boolean {
    return this.isHalfFull && this.bytes * 2 > this.most;
  }

  /** Each new state may have the digest of one before it: n (n - 1) / 2 pairs, each alike with probability 2^-64. Stern and Dill's bound for digests that do not depend on places. */
  get omission(): number {
    return Math.abs(Math.expm1(-((this.size * (this.size - 1)) / 2) / 2 ** 64));
  }

  add(state: Int32Array): number {
    // 0 and 0 is a free place: the one state in 2^64 with that digest takes that of another.
    const { first, second } = this.digest.of(state);
    if (this.isHalfFull) this.grow();
    return this.insert(first, first === 0 && second === 0 ? 1 : second) ? this.size++ : -1;
  }

  private get isHalfFull(): boolean {
    return this.size * 2 * STATE_BYTES >= this.bytes;
  }

  private insert(first: number, second: number): boolean {
    const { digests } = this;
    const mask = digests.length / 2 - 1;
    for (let place = second & mask; ; place = (place + 1) & mask) {
      const [one, other] = [digests[2 * place], digests[2 * place + 1]];
      if (one === first && other === second) return false;
      if (one !== 0 || other !== 0) continue;
      digests[2 * place] = first;
      digests[2 * place + 1] = second;
      return true;
    }
  }

  private grow(): void {
    const before = this.digests;
    this.digests = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) if (before[at] !== 0 || before[at + 1] !== 0) this.insert(before[at] as number, before[at + 1] as number);
  }
}
