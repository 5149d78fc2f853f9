import { type Domain, type Fields, range, type Subset, subset, type Vector, vector } from "./domain.js";
import { SpecError } from "./errors.js";
import { callSite, type Site } from "./site.js";

/** A set of processes that are copies of one another: the same machines, and nothing that tells one from another. */
export interface Copies {
  readonly name: string;
  /** They are numbered from 0. */
  readonly count: number;
  /** The number of one of them; -1, which it is at first, is none. */
  readonly id: Domain<number>;
  /** For a local: the number of the copy whose local it is. Nobody writes it. */
  readonly self: Domain<number>;
  /** A set of them; empty at first. */
  readonly set: Domain<Subset<number>>;
  /** A value for each of them, by number. */
  each<T>(element: Domain<T>): Domain<Vector<T>>;
}

/** Which copy of a set a process belongs to. */
export interface CopyOf {
  readonly copies: Copies;
  /** What it is to the copy: the name that its processes of this kind have in common. */
  readonly role: string;
  /** 0 and up. */
  readonly number: number;
}

const MOST_COPIES = 31;

/**
 * Declares copies: processes, which `system.copies` makes, that may be renumbered at will. What is kept of them beyond their own variables is declared with the domains that
 * this returns, so that `check --reduce symmetry` can renumber it, too, and store one state of all those that differ in numbers only.
 * @param name of the set, for messages
 * @param count how many there are, 1 to 31
 * @throws SpecError FL101 for another count
 * @example
 * const nodes = copies("node", 3);
 * const variables = { owner: nodes.id, sharers: nodes.set, cache: nodes.each(oneOf("invalid", "shared", "exclusive")) };
 */
export function copies(name: string, count: number): Copies {
  const site = callSite();
  if (!Number.isInteger(count) || count < 1 || count > MOST_COPIES)
    throw new SpecError("FL101", `${count} copies of ${name}`, `declare 1 to ${MOST_COPIES} of them`, site);
  return {
    name,
    count,
    id: { ...range(-1, count - 1), copies: name },
    self: { kind: "self", copies: name, site },
    set: { ...subset(count), copies: name },
    each: (element) => ({ ...vector(count, element), copies: name }),
  };
}

/** Fields as a process has them that is a copy: `self` is its number. */
export function fieldsOfCopy(fields: Fields, copy: CopyOf | undefined): Fields {
  if (copy === undefined) return fields;
  const { copies: set, number } = copy;
  const mine = (domain: Fields[string]): Fields[string] =>
    domain.kind === "self" && domain.copies === set.name ? { ...range(number, number), copies: set.name } : domain;
  return Object.fromEntries(Object.entries(fields).map(([name, domain]) => [name, mine(domain)]));
}

/** @throws SpecError FL102 unless each copy of a set has the same processes as the others. @param processes those of a model */
export function refuseIncompleteCopies(processes: readonly { readonly name: string; readonly copy?: CopyOf; readonly site: Site | undefined }[]): void {
  const sets = new Map<string, Set<Copies>>();
  for (const { copy } of processes) if (copy) sets.set(copy.copies.name, (sets.get(copy.copies.name) ?? new Set()).add(copy.copies));
  for (const { name, copy, site } of processes) {
    if (copy === undefined) continue;
    const { copies: set, role } = copy;
    if ((sets.get(set.name) as Set<Copies>).size > 1)
      throw new SpecError("FL113", `two sets of copies are named '${set.name}'`, "declare the set once, or give them different names", site);
    const alike = processes.filter((process) => process.copy?.copies === set && process.copy.role === role);
    if (alike.length !== set.count)
      throw new SpecError("FL102", `${name} is one of ${set.count} copies, and not all of them are there`, "give the model all that copies() returns", site);
  }
}
