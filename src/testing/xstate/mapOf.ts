import { record, SpecError } from "../../language/index.js";
import { callSite } from "../../language/site.js";
import type { Cell } from "./cell.js";
import type { AnyContextDomain, Codec, DescribedBy } from "./codec.js";
import { labelOf } from "./labelOf.js";
import { optional } from "./optional.js";

/**
 * A `Map` from some of the keys to values of a domain; empty at first. The order in which keys were added is not kept.
 * @example mapOf(["apple", "pear"], range(1, 3))
 * @throws SpecError FL101 when two of the keys read the same
 */
export function mapOf<const K extends readonly (string | number)[], const D extends AnyContextDomain>(keys: K, of: D): Codec<Map<K[number], DescribedBy<D>>> {
  const value = optional(of);
  const labels = new Map<unknown, string>(keys.map((key) => [key, labelOf(key)]));
  if (new Set(labels.values()).size < keys.length) {
    throw new SpecError("FL101", `mapOf([${keys.join(", ")}]) names a key twice`, "make the keys different", callSite());
  }
  const at = (cell: Cell, key: unknown): Cell => cell.part(labels.get(key) as string, `${cell.name}.get(${labelOf(key)})`);
  return {
    domain: record(Object.fromEntries([...labels.values()].map((label) => [label, value.domain]))),
    read(cell) {
      const entries = keys.map((key) => [key, value.read(at(cell, key))] as const);
      return new Map(entries.filter((entry): entry is readonly [K[number], DescribedBy<D>] => entry[1] !== undefined));
    },
    write(cell, map) {
      if (!(map instanceof Map)) return cell.refuse(map, "the maps");
      for (const [key, item] of map) {
        if (!labels.has(key) || item === undefined) return cell.refuse(map, `the maps from ${keys.join(", ")} to values of their domain`);
        value.write(at(cell, key), item);
      }
    },
  };
}
