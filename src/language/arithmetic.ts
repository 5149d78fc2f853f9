import { Violation } from "./errors.js";

const LEAST = -(2 ** 31);
const GREATEST = 2 ** 31 - 1;

/** An exact 32-bit integer, or a violation: nothing wraps in silence. */
export function int32(value: number): number {
  if (!Number.isInteger(value)) throw new Violation("domain", `${value} is not an integer`);
  if (value < LEAST || value > GREATEST) throw new Violation("overflow", `${value} does not fit in 32 bits`);
  return value;
}

/** Integer quotient, rounded towards minus infinity: `div(7, 2)` is 3, `div(-1, 4)` is -1. Division by zero is a violation. */
export function div(dividend: number, divisor: number): number {
  if (int32(divisor) === 0) throw new Violation("division by zero", `div(${dividend}, 0)`);
  return int32(Math.floor(int32(dividend) / divisor));
}

/** Remainder of {@link div}: it has the divisor's sign, so `mod(-1, 4)` is 3. Division by zero is a violation. */
export function mod(dividend: number, divisor: number): number {
  return int32(dividend) - div(dividend, divisor) * divisor;
}

/** The smaller of two integers. */
export function min(a: number, b: number): number {
  return int32(a) < int32(b) ? a : b;
}

/** The greater of two integers. */
export function max(a: number, b: number): number {
  return int32(a) > int32(b) ? a : b;
}
