import { describe, expect, test } from "vitest";
import { BitArray } from "../../../src/engine/partial/bitArray.js";
import { HashTable } from "../../../src/engine/partial/hashTable.js";
import type { Visited } from "../../../src/engine/partial/visited.js";

const state = (number: number): Int32Array => Int32Array.of(number, 7, number % 3);

/** In which share of many tables, each with a seed of its own, at least one of `states` was omitted; and what they expected, on average. */
function omissions(states: number, tables: number, make: (seed: number) => Visited): { readonly seen: number; readonly expected: number } {
  let omitted = 0;
  let expected = 0;
  for (let seed = 1; seed <= tables; seed++) {
    const visited = make(seed);
    for (let number = 0; number < states; number++) visited.add(state(number));
    if (visited.size < states) omitted++;
    expected += visited.omission / tables;
  }
  return { seen: omitted / tables, expected };
}

describe.each<[string, (seed: number) => Visited]>([
  ["an array of bits", (seed) => new BitArray(2 ** 20, seed)],
  ["a table of digests", (seed) => new HashTable(2 ** 24, seed)],
])("%s", (_, make) => {
  test("knows every state that was added, and numbers new ones from 0", () => {
    const visited = make(1);
    const numbers = Array.from({ length: 10_000 }, (_, number) => visited.add(state(number)));
    expect(numbers).toEqual([...numbers.keys()]);
    for (let number = 0; number < 10_000; number++) expect(visited.add(state(number))).toBe(-1);
    expect(visited.size).toBe(10_000);
  });

  test("tells states apart that differ in one slot", () => {
    const visited = make(2);
    for (let slot = 0; slot < 100; slot++) for (const value of [-1, 1, 2 ** 31 - 1]) visited.add(new Int32Array(100).fill(value, slot, slot + 1));
    expect(visited.size).toBe(300);
  });
});

describe("an array of bits", () => {
  test.each([
    [200, 2 ** 8],
    [200, 2 ** 9],
    [400, 2 ** 10],
  ])("omits states as often as it says: %i states, %i bytes", (states, bytes) => {
    const { seen, expected } = omissions(states, 400, (seed) => new BitArray(bytes, seed));
    expect(expected).toBeGreaterThan(0.05);
    // 400 tables: three standard deviations are 0.075.
    expect(Math.abs(seen - expected)).toBeLessThan(0.08);
  });

  test("has never omitted anything while it holds one state", () => {
    const visited = new BitArray(64, 1);
    visited.add(state(1));
    expect(visited.omission).toBe(0);
  });

  test("omits other states with another seed", () => {
    const sizes = [1, 2, 3, 4].map((seed) => {
      const visited = new BitArray(2 ** 6, seed);
      return Array.from({ length: 300 }, (_, number) => visited.add(state(number))).map((number) => number < 0);
    });
    expect(new Set(sizes.map(String)).size).toBe(4);
  });
});

describe("a table of digests", () => {
  test("says how probable it is that two of its digests of 64 bits are alike", () => {
    const visited = new HashTable(2 ** 24, 1);
    for (let number = 0; number < 100_000; number++) visited.add(state(number));
    expect(visited.omission).toBeCloseTo((100_000 * 99_999) / 2 ** 65, 12);
    expect(visited.omission).toBeGreaterThan(0);
  });

  test("is full before it takes more memory than it may", () => {
    const visited = new HashTable(2 ** 16, 1);
    let number = 0;
    while (!visited.isFull) visited.add(state(number++));
    expect(visited.bytes).toBeLessThanOrEqual(2 ** 16);
    expect(visited.size).toBe(2 ** 12);
  });
});
