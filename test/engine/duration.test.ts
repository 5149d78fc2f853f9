import { expect, test } from "vitest";
import { secondsOf } from "../../src/engine/duration.js";

test.each<[number | string, number]>([
  [90, 90],
  ["90", 90],
  ["500ms", 0.5],
  ["90s", 90],
  ["10m", 600],
  ["1.5h", 5400],
])("%s is %s seconds", (duration, seconds) => {
  expect(secondsOf(duration)).toBeCloseTo(seconds);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "", "m", "10 parsecs", "1m30s"])("%s is refused, not guessed at", (duration) => {
  expect(() => secondsOf(duration)).toThrow(expect.objectContaining({ code: "FL302" }));
});
