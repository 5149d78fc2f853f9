import fc from "fast-check";
import { expect, it } from "vitest";
import { div, max, min, mod, Violation } from "../../src/language/index.js";

const int32 = fc.integer();

it("div rounds towards minus infinity, and mod has the divisor's sign", () => {
  expect([div(7, 2), div(-1, 4), div(7, -2), div(-8, 4)]).toEqual([3, -1, -4, -2]);
  expect([mod(7, 2), mod(-1, 4), mod(7, -2), mod(-8, 4)]).toEqual([1, 3, -1, 0]);
});

it("div and mod agree for all 32-bit integers, but for the one quotient that overflows", () => {
  fc.assert(
    fc.property(
      int32,
      int32.filter((divisor) => divisor !== 0),
      (dividend, divisor) => {
        fc.pre(!(dividend === -(2 ** 31) && divisor === -1));
        const remainder = mod(dividend, divisor);
        expect(BigInt(div(dividend, divisor)) * BigInt(divisor) + BigInt(remainder)).toBe(BigInt(dividend));
        expect(Math.abs(remainder)).toBeLessThan(Math.abs(divisor));
        expect(remainder === 0 || remainder < 0 === divisor < 0).toBe(true);
      },
    ),
  );
});

it("nothing wraps, and nothing is rounded in silence", () => {
  for (const wrong of [2 ** 31, -(2 ** 31) - 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const run of [() => div(wrong, 1), () => mod(1, wrong), () => min(wrong, 0), () => max(0, wrong)]) expect(run).toThrow(Violation);
  }
});
