import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draw } from "../../../src/engine/partial/draw.js";
import { Random } from "../../../src/engine/partial/random.js";
import type { Schedule, Turn } from "../../../src/engine/partial/schedule.js";
import { shrink } from "../../../src/engine/partial/shrink.js";

function drawn(least: number, greatest: number, times: number): number[] {
  const random = new Random(1);
  return Array.from({ length: times }, () => draw(random).number("x", least, greatest));
}

describe("a drawn answer", () => {
  test("is one of those there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), fc.nat(5000), (least, width) => {
        for (const value of drawn(least, least + width, 50)) expect(value >= least && value <= least + width).toBe(true);
      }),
    );
  });

  test("is each of a few often enough", () => {
    const counts = drawn(0, 3, 4000).reduce((sums, value) => sums.with(value, (sums[value] as number) + 1), [0, 0, 0, 0]);
    for (const count of counts) expect(count).toBeGreaterThan(400);
  });

  test("is a block boundary, or beside it, far more often than one in a thousand", () => {
    const near = drawn(1, 4096, 20_000).filter((value) => (value + 1) % 512 <= 2);
    expect(near.length / 20_000).toBeGreaterThan(0.15);
  });

  test("is anything else, too: half of the time all are alike", () => {
    expect(new Set(drawn(1, 4096, 40_000)).size).toBeGreaterThan(3900);
  });
});

/** Shrinks a schedule of turns without choices, each a letter, that counts as long as `matters` says so. */
function shrunk(letters: readonly number[], matters: (rest: readonly number[]) => boolean): number[] {
  const schedule: Schedule = { initial: [], turns: letters.map((process): Turn => ({ process, answers: [] })) };
  const work = shrink(schedule, (candidate) => (matters(candidate.turns.map(({ process }) => process)) ? candidate : undefined));
  for (let next = work.next(); ; next = work.next()) if (next.done) return next.value.turns.map(({ process }) => process);
}

describe("shrinking", () => {
  const letters = (most: number): fc.Arbitrary<number[]> => fc.array(fc.nat(4), { maxLength: most });

  test("leaves the steps that matter, in their order, and no other", () => {
    fc.assert(
      fc.property(letters(40), letters(4), (more, core) => {
        const hasCore = (rest: readonly number[]): boolean => rest.reduce((found, letter) => (letter === core[found] ? found + 1 : found), 0) >= core.length;
        expect(shrunk([...more, ...core], hasCore)).toEqual(core);
      }),
    );
  });

  test("brings each answer down to the least that does", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 3 }), (pairs) => {
        const least = pairs.map(([value]) => value);
        const keeps = (answers: readonly number[]): boolean => answers.every((value, at) => value >= (least[at] as number));
        const work = shrink({ initial: pairs.map(([value, more]) => value + more), turns: [] }, (candidate) =>
          keeps(candidate.initial) ? candidate : undefined,
        );
        let next = work.next();
        while (!next.done) next = work.next();
        expect(next.value.initial).toEqual(least);
      }),
    );
  });
});
