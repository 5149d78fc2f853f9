import { type Domain, type Subset, subset } from "../../language/index.js";
import type { Codec } from "./codec.js";

type Member = number | string;

/** A `Set` is stored as a subset of its possible members; the order in which they were added is not. */
export function setCodec(members: readonly Member[]): Codec<Set<Member>> {
  const labels = members.filter((member) => typeof member === "string");
  const domain: Domain<unknown> = labels.length === members.length ? subset(...labels) : subset(members.length);
  return {
    domain,
    read(cell) {
      const stored = cell.stored as Subset<Member>;
      return new Set(members.filter((member) => stored.has(member)));
    },
    write(cell, value) {
      if (!(value instanceof Set)) return cell.refuse(value, `the sets of ${members.join(", ")}`);
      const stored = cell.stored as Subset<Member>;
      for (const member of value) {
        if (!members.includes(member)) return cell.refuse(value, `the sets of ${members.join(", ")}`);
        stored.add(member);
      }
    },
  };
}
