import { bool, record } from "../../language/index.js";
import type { AnyContextDomain, Codec, DescribedBy } from "./codec.js";
import { codecOf } from "./codecOf.js";

/** `undefined`, or a value of the domain; `undefined` comes first. A property that is missing counts as one that is undefined. */
export function optional<const D extends AnyContextDomain>(of: D): Codec<DescribedBy<D> | undefined> {
  const inner = codecOf(of, "optional") as Codec<DescribedBy<D>>;
  return {
    domain: record({ present: bool, value: inner.domain }),
    read: (cell) => (cell.part("present").stored === true ? inner.read(cell.part("value", cell.name)) : undefined),
    write(cell, value) {
      if (value === undefined) return;
      cell.part("present").stored = true;
      inner.write(cell.part("value", cell.name), value);
    },
  };
}
