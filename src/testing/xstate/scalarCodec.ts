import type { ScalarDomain } from "../../language/encode.js";
import { bool, type Domain, oneOf, range } from "../../language/index.js";
import type { Codec } from "./codec.js";

/** Booleans, integers and labels are stored as they are. */
export function scalarCodec(of: ScalarDomain): Codec<unknown> {
  const { domain, allowed, has } = scalars(of);
  return {
    domain,
    read: (cell) => cell.stored,
    write(cell, value) {
      if (!has(value)) return cell.refuse(value, allowed);
      cell.stored = value;
    },
  };
}

function scalars(of: ScalarDomain): { domain: Domain<unknown>; allowed: string; has: (value: unknown) => boolean } {
  switch (of.kind) {
    case "boolean":
      return { domain: bool, allowed: "false, true", has: (value) => typeof value === "boolean" };
    case "range": {
      const { least, greatest } = of;
      const has = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= least && (value as number) <= greatest;
      return { domain: range(least, greatest), allowed: `${least} … ${greatest}`, has };
    }
    case "oneOf": {
      const labels: readonly unknown[] = of.labels;
      return { domain: oneOf(...of.labels), allowed: of.labels.join(", "), has: (value) => labels.includes(value) };
    }
  }
}
