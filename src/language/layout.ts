import type { ClosedDomain, MarkedDomain } from "./domain.js";

/**
 * A state is a row of slots, one 32-bit integer each: booleans 0 and 1, ranges their integer, labels their index,
 * subsets one bit a member. Records and vectors lie flat, in the order in which they were declared.
 */
export interface Slot {
  /** `folios[1].uptodate`, or `writer/iomap_write_iter.bytes` for a local. */
  readonly name: string;
  readonly least: number;
  readonly greatest: number;
  readonly ghost: boolean;
  readonly rigid: boolean;
  readonly domain: ClosedDomain;
}

/** How many slots a domain takes. */
export function slotsOf(domain: ClosedDomain): number {
  switch (domain.kind) {
    case "record":
      return Object.values(domain.fields).reduce((sum, field) => sum + slotsOf(field.domain), 0);
    case "vector":
      return domain.length * slotsOf(domain.element);
    default:
      return 1;
  }
}

/** The slots of a variable, in order. */
export function layOut(name: string, { domain, marks }: MarkedDomain, inherited: readonly string[] = []): Slot[] {
  const all = [...inherited, ...marks];
  switch (domain.kind) {
    case "record":
      return Object.entries(domain.fields).flatMap(([field, inner]) => layOut(`${name}.${field}`, inner, all));
    case "vector":
      return Array.from({ length: domain.length }, (_, index) => layOut(`${name}[${index}]`, { domain: domain.element, marks: [] }, all)).flat();
    default: {
      const [least, greatest] = bounds(domain);
      return [{ name, least, greatest, ghost: all.includes("ghost"), rigid: all.includes("rigid"), domain }];
    }
  }
}

function bounds(domain: Exclude<ClosedDomain, { kind: "record" | "vector" }>): [number, number] {
  switch (domain.kind) {
    case "boolean":
      return [0, 1];
    case "range":
      return [domain.least, domain.greatest];
    case "oneOf":
      return [0, domain.labels.length - 1];
    case "subset":
      return [0, 2 ** domain.members.length - 1];
  }
}

/** A slot's value as a person writes it: `true`, `7`, `"EFAULT"`, `{0, 2}`. */
export function showSlot({ domain }: Slot, value: number): string {
  switch (domain.kind) {
    case "boolean":
      return value === 1 ? "true" : "false";
    case "oneOf":
      return domain.labels[value] ?? "?";
    case "subset":
      return `{${domain.members.filter((_, bit) => (value >>> bit) & 1).join(", ")}}`;
    default:
      return String(value);
  }
}

/** The value that a slot has before anything writes it. */
export function initialValue({ least }: Slot): number {
  return least;
}
