import fc from "fast-check";
import { expect, test } from "vitest";
import { shareWorkers } from "../../src/cli/shareWorkers.js";

test.each([
  ["one search gets all workers", 4, 1, { atOnce: 1, each: 4 }],
  ["two searches share evenly", 5, 2, { atOnce: 2, each: 2 }],
  ["many searches get one each, as many at once as there are workers", 4, 100, { atOnce: 4, each: 1 }],
  ["decisions without a search run beside each other", 4, 0, { atOnce: 4, each: 1 }],
])("%s", (_, workers, searches, shares) => {
  expect(shareWorkers(workers, searches)).toEqual(shares);
});

test("there are never more threads than workers, and never none", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), fc.nat(300), (workers, searches) => {
      const { atOnce, each } = shareWorkers(workers, searches);
      expect(atOnce * each).toBeLessThanOrEqual(workers);
      expect(Math.min(atOnce, each)).toBeGreaterThanOrEqual(1);
    }),
  );
});
