import { expect, test } from "vitest";
import { formatCount, formatCounted } from "../../src/report/formatNumber.js";

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

test.each([
  [0, "0 steps"],
  [1, "1 step"],
  [4040, "4,040 steps"],
])("%i of a kind are told as so many", (count, text) => {
  expect(formatCounted(count, "step")).toBe(text);
});

test("a word whose plural is not made with an s has it said", () => {
  expect([formatCounted(1, "property", "properties"), formatCounted(2, "property", "properties")]).toEqual(["1 property", "2 properties"]);
});
