import type { ClosedDomain } from "./domain.js";
import { SpecError, Violation } from "./errors.js";
import { memberName, type Place } from "./memory.js";
import { callSite } from "./site.js";

/** A domain whose values are plain and fit in one slot. */
export type ScalarDomain = Extract<ClosedDomain, { kind: "boolean" | "range" | "oneOf" }>;

/** A value that fits in one slot. */
export type Scalar = boolean | number | string;

/** Makes an integer of a value, or complains that the member of what lives at `place` cannot have it. */
export type Encoder = (value: unknown, place: Place, member: string | number) => number;

/** Whether the values of a domain are plain and fit in one slot. */
export function isScalar(domain: ClosedDomain): domain is ScalarDomain {
  return domain.kind === "boolean" || domain.kind === "range" || domain.kind === "oneOf";
}

/** The value that a slot holds. */
export function decodeSlot(domain: ScalarDomain, slot: number): Scalar {
  switch (domain.kind) {
    case "boolean":
      return slot === 1;
    case "range":
      return slot;
    case "oneOf":
      return domain.labels[slot] as string;
  }
}

/** How the values of a domain are stored. It throws a Violation when a value leaves the domain, SpecError FL114 when it has another type. */
export function encoderOf(domain: ScalarDomain): Encoder {
  switch (domain.kind) {
    case "boolean":
      return encodeBoolean;
    case "range":
      return rangeEncoder(domain.least, domain.greatest);
    case "oneOf":
      return labelEncoder(domain.labels);
  }
}

const encodeBoolean: Encoder = (value, place, member) => {
  if (typeof value !== "boolean") return wrongType(memberName(place, member), "a boolean", value);
  return value ? 1 : 0;
};

function rangeEncoder(least: number, greatest: number): Encoder {
  return (value, place, member) => {
    if (typeof value !== "number") return wrongType(memberName(place, member), "an integer", value);
    if (Number.isInteger(value) && value >= least && value <= greatest) return value;
    throw new Violation("domain", `${memberName(place, member)} = ${value} leaves ${least} … ${greatest}`);
  };
}

function labelEncoder(labels: readonly string[]): Encoder {
  const indexOf = new Map<unknown, number>(labels.map((label, index) => [label, index]));
  return (value, place, member) => {
    const index = indexOf.get(value);
    if (index !== undefined) return index;
    if (typeof value !== "string") return wrongType(memberName(place, member), "a label", value);
    throw new Violation("domain", `${memberName(place, member)} = "${value}" is none of ${labels.join(", ")}`);
  };
}

/** Complains about a value that TypeScript would have refused. */
export function wrongType(name: string, wanted: string, value: unknown): never {
  const given = typeof value === "object" ? "an object" : String(value);
  throw new SpecError("FL114", `${name} wants ${wanted}, and is given ${given}`, "TypeScript sees this when the file is type-checked", callSite());
}
