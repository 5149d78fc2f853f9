import { expect, test } from "vitest";
import { bytesOf } from "../../src/engine/bytes.js";

test.each([
  [4096, 4096],
  ["4096", 4096],
  ["64k", 65_536],
  ["512m", 536_870_912],
  ["1.5G", 1_610_612_736],
  ["2t", 2_199_023_255_552],
])("%s is %d bytes", (size, bytes) => {
  expect(bytesOf(size)).toBe(bytes);
});

test.each([0, -1, 0.5, "0g", "", "m", "8 g", "8gb", "-1m", "lots", Number.NaN, Number.POSITIVE_INFINITY, "9000000t"])("'%s' is no amount of memory", (size) => {
  expect(() => bytesOf(size)).toThrow(expect.objectContaining({ code: "FL302", hint: expect.stringContaining("512m") }));
});
