/** Text of the rules of the language: what breaks one sets `failed`, and goes on with something harmless until the statement is over. */
export const RULES = `
let failed: i32 = 0;
let disabled: i32 = 0;

// @ts-ignore: decorator
@inline function bounded(value: i32, least: i32, greatest: i32): i32 {
  if (value < least || value > greatest) { failed = 1; return least; }
  return value;
}

function boundedWide(value: i64, least: i32, greatest: i32): i32 {
  if (value < least || value > greatest) { failed = 1; return least; }
  return <i32>value;
}

function quotientWide(dividend: i64, divisor: i64): i64 {
  if (divisor == 0) { failed = 1; return 0; }
  const quotient = dividend / divisor;
  return quotient * divisor != dividend && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient;
}

function quotient(dividend: i32, divisor: i32): i32 {
  return boundedWide(quotientWide(dividend, divisor), i32.MIN_VALUE, i32.MAX_VALUE);
}

/** It has the divisor's sign. */
function remainder(dividend: i32, divisor: i32): i32 {
  return <i32>(<i64>dividend - <i64>quotient(dividend, divisor) * divisor);
}

// @ts-ignore: decorator
@inline function isOutside(from: i32, count: i32, length: i32): bool {
  return from < 0 || count < 0 || <i64>from + <i64>count > <i64>length;
}
`;
