import { Digest } from "./digest.js";
import type { Visited } from "./visited.js";

/** Bits that a state sets, as many as SPIN's `-k` if nobody says. */
const FUNCTIONS = 3;
/** The most bits that two words of 32 bits can tell apart. */
const MOST_BITS = 2 ** 32;

/**
 * A state is known if its bits are set: bitstate hashing, or supertrace (Holzmann, "An analysis of bitstate hashing", 1998). Where the bits are comes of two hash values
 * (Dillinger and Manolios, "Bloom filters in probabilistic verification", 2004).
 */
export class BitArray implements Visited {
  readonly isFull = false;
  size = 0;
  private readonly bits: number;
  private readonly words: Uint8Array;
  private readonly digest: Digest;
  private ones = 0;
  /** The logarithm of the probability that no new state was taken for a known one. */
  private logKept = 0;

  /** @param bytes of the array, 512 MiB at most */
  constructor(bytes: number, seed: number) {
    this.bits = Math.max(8, Math.min(MOST_BITS, Math.floor(bytes) * 8));
    this.words = new Uint8Array(Math.ceil(this.bits / 8));
    this.digest = new Digest(seed);
  }

  get bytes(): number {
    return this.words.length;
  }

  /** A new state is omitted if all of its bits happen to be set: with the fill at that time as the probability of each. */
  get omission(): number {
    return Math.abs(Math.expm1(this.logKept));
  }

  add(state: Int32Array): number {
    const { bits, words } = this;
    const { first, second } = this.digest.of(state);
    const fill = this.ones / bits;
    let isNew = false;
    for (let turn = 0; turn < FUNCTIONS; turn++) {
      // Triple hashing: the last term keeps two states with proportional hash values apart.
      const bit = (first + turn * second + (turn * (turn - 1)) / 2) % bits;
      const word = Math.floor(bit / 8);
      const mask = 1 << (bit % 8);
      if (((words[word] as number) & mask) !== 0) continue;
      words[word] = (words[word] as number) | mask;
      this.ones++;
      isNew = true;
    }
    if (!isNew) return -1;
    this.logKept += Math.log1p(-(fill ** FUNCTIONS));
    return this.size++;
  }
}
