import fc from "fast-check";
import { expect, test } from "vitest";
import { Unpacker } from "../../../src/compiler/targets/assemblyscript/unpacker.js";

const WORDS = 3;

/** A slot anywhere in a word, of any width, with any least value that leaves room for the greatest. */
const slot = fc.integer({ min: 0, max: 32 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    word: fc.integer({ min: 0, max: WORDS - 1 }),
    shift: fc.integer({ min: 0, max: 64 - Math.max(1, width) }),
    least: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 2 ** width }),
    alone: fc.boolean(),
  }),
);

test("a slot is read as 64-bit arithmetic has it, wherever its bits are", () => {
  const states = fc.array(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: WORDS, maxLength: WORDS }), { minLength: 1, maxLength: 3 });
  const isSame = fc.property(fc.array(slot, { minLength: 1 }), states, (slots, words) => {
    const unpacker = new Unpacker({ words: WORDS, slots, calls: [] });
    const memory = new Int32Array(BigUint64Array.from(words.flat()).buffer);
    for (const [at, state] of words.entries()) {
      const into = new Int32Array(unpacker.slots);
      unpacker.unpack(memory, at * WORDS * 2, into);
      const wanted = slots.map(({ word, shift, width, least }) => Number(BigInt.asUintN(width, (state[word] as bigint) >> BigInt(shift))) + least);
      expect([...into]).toEqual(wanted);
    }
  });
  fc.assert(isSame, { numRuns: 300 });
});
