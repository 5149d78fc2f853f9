import { range, record, vector } from "../../language/index.js";
import type { AnyContextDomain, Codec, DescribedBy } from "./codec.js";
import { codecOf } from "./codecOf.js";

/** An array of at most `most` elements, in their order; empty at first. */
export function listOf<const D extends AnyContextDomain>(most: number, of: D): Codec<DescribedBy<D>[]> {
  const element = codecOf(of, "listOf") as Codec<DescribedBy<D>>;
  return {
    domain: record({ length: range(0, most), items: vector(most, element.domain) }),
    read(cell) {
      const items = cell.part("items", cell.name);
      return Array.from({ length: cell.part("length").stored as number }, (_, index) => element.read(items.part(index)));
    },
    write(cell, value) {
      if (!Array.isArray(value) || value.length > most) return cell.refuse(value, `the arrays of at most ${most} elements`);
      cell.part("length").stored = value.length;
      const items = cell.part("items", cell.name);
      for (const [index, item] of value.entries()) element.write(items.part(index), item);
    },
  };
}
