import { vector } from "../../language/index.js";
import type { Codec } from "./codec.js";

/** Arrays of exactly `length` elements. */
export function arrayCodec<T>(length: number, element: Codec<T>): Codec<T[]> {
  return {
    domain: vector(length, element.domain),
    read: (cell) => Array.from({ length }, (_, index) => element.read(cell.part(index))),
    write(cell, value) {
      if (!Array.isArray(value) || value.length !== length) return cell.refuse(value, `the arrays of length ${length}`);
      for (const [index, item] of value.entries()) element.write(cell.part(index), item);
    },
  };
}
