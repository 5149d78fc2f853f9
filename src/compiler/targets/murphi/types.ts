import type { Variable } from "../leaf/variables.js";

/** All values of a variable are booleans. */
export function isBoolean({ slots }: Variable): boolean {
  return slots.every(({ domain }) => domain.kind === "boolean");
}

/** The type of a variable: a boolean or a range, or an array of them. */
export function typeOf(variable: Variable): string {
  const { isArray, slots, least, greatest } = variable;
  const element = isBoolean(variable) ? "boolean" : `${least}..${greatest}`;
  return isArray ? `array [0..${slots.length - 1}] of ${element}` : element;
}
