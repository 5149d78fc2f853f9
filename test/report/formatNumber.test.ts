import { expect, test } from "vitest";
import { formatCount } from "../../src/report/formatNumber.js";

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [955_840, "955,840"],
  [2 ** 53, "9,007,199,254,740,992"],
  [-1234, "-1,234"],
])("%i is written %s", (count, text) => {
  expect(formatCount(count)).toBe(text);
});
