import { oneOf } from "../../language/index.js";
import type { Codec } from "./codec.js";
import { labelOf } from "./labelOf.js";

/**
 * Exactly these values, told apart as a `Map` does: for `undefined`, `null`, and numbers that are no range.
 * The first comes first. @example constants(null, "visa", "cash")
 */
export function constants<const V extends readonly (string | number | bigint | boolean | null | undefined)[]>(...values: V): Codec<V[number]> {
  const labels = values.map((value) => (typeof value === "string" ? `"${value}"` : labelOf(value)));
  const places = new Map<unknown, number>(values.map((value, index) => [value, index]));
  return {
    domain: oneOf(...labels),
    read: (cell) => values[labels.indexOf(cell.stored as string)],
    write(cell, value) {
      const index = places.get(value);
      if (index === undefined) return cell.refuse(value, labels.join(", "));
      cell.stored = labels[index];
    },
  };
}
