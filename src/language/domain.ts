import { SpecError } from "./errors.js";
import { callSite, type Site, withoutPlaces } from "./site.js";

/** A finite set of values that a variable may take. `T` is the type that a specification sees. */
export interface Domain<T> {
  readonly kind: "boolean" | "range" | "oneOf" | "subset" | "record" | "vector" | "self" | "open" | "marked";
  readonly site?: Site | undefined;
  /** The set of copies whose numbers its values, its members or its indices are: see `copies`. */
  readonly copies?: string;
  /** Only for the type checker: no value has it. */
  readonly value?: T;
}

/** Named domains: the variables of a system, the locals of a machine, the fields of a record. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous dictionary; ValueOf recovers each field's type.
export type Fields = Record<string, Domain<any>>;

/** The values that named domains describe, as a specification reads and writes them. */
export type ValueOf<F> = { -readonly [K in keyof F]: F[K] extends Domain<infer T> ? T : never };

/** A vector of fixed length. An index outside 0 … length - 1 is a violation. */
export interface Vector<T> {
  readonly length: number;
  [index: number]: T;
}

/** A small set of integers 0 … n - 1 or of labels. */
export interface Subset<M extends number | string> {
  has(member: M): boolean;
  add(member: M): void;
  delete(member: M): void;
  clear(): void;
  readonly size: number;
}

/** What may be known of a domain once the parameters are. `copies` is as in {@link Domain}. */
export type ClosedDomain =
  | { readonly kind: "boolean" }
  | { readonly kind: "range"; readonly least: number; readonly greatest: number; readonly copies?: string }
  | { readonly kind: "oneOf"; readonly labels: readonly string[] }
  | { readonly kind: "subset"; readonly members: readonly (number | string)[]; readonly copies?: string }
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, MarkedDomain>> }
  | { readonly kind: "vector"; readonly length: number; readonly element: ClosedDomain; readonly copies?: string };

/** How a variable may be used: ghosts steer nothing, rigid variables are written by initial states only. */
export type Mark = "ghost" | "rigid";

/** A closed domain with its marks. */
export interface MarkedDomain {
  readonly domain: ClosedDomain;
  readonly marks: readonly Mark[];
}

interface RangeDomain extends Domain<number> {
  readonly kind: "range";
  readonly least: number;
  readonly greatest: number;
}
interface OneOfDomain<L extends string> extends Domain<L> {
  readonly kind: "oneOf";
  readonly labels: readonly L[];
}
interface SubsetDomain<M extends number | string> extends Domain<Subset<M>> {
  readonly kind: "subset";
  readonly members: readonly M[];
}
interface RecordDomain<F extends Fields> extends Domain<ValueOf<F>> {
  readonly kind: "record";
  readonly fields: F;
}
interface VectorDomain<T> extends Domain<Vector<T>> {
  readonly kind: "vector";
  readonly length: number;
  readonly element: Domain<T>;
}
interface SelfDomain extends Domain<number> {
  readonly kind: "self";
  readonly copies: string;
}
interface OpenDomain<T, P> extends Domain<T> {
  readonly kind: "open";
  readonly close: (parameters: P) => Domain<T>;
}
interface MarkedOf<T> extends Domain<T> {
  readonly kind: "marked";
  readonly mark: Mark;
  readonly of: Domain<T>;
}
type AnyDomain =
  | RangeDomain
  | OneOfDomain<string>
  | SubsetDomain<number | string>
  | RecordDomain<Fields>
  | VectorDomain<unknown>
  | SelfDomain
  | OpenDomain<unknown, unknown>
  | MarkedOf<unknown>
  | (Domain<boolean> & { readonly kind: "boolean" });

/** True or false; false at first. */
export const bool: Domain<boolean> = { kind: "boolean" };

/** The integers `least` … `greatest`, both included; `least` at first. */
export function range(least: number, greatest: number): Domain<number> {
  const domain: RangeDomain = { kind: "range", least, greatest, site: callSite() };
  return domain;
}

/** One of the labels; the first label at first. */
export function oneOf<const L extends readonly string[]>(...labels: L): Domain<L[number]> {
  const domain: OneOfDomain<L[number]> = { kind: "oneOf", labels, site: callSite() };
  return domain;
}

/** A set of the integers 0 … members - 1, or of the labels; empty at first. At most 31 members. */
export function subset(members: number): Domain<Subset<number>>;
export function subset<const L extends readonly string[]>(...labels: L): Domain<Subset<L[number]>>;
export function subset(...given: readonly (number | string)[]): Domain<Subset<number | string>> {
  const [first] = given;
  const members = typeof first === "number" ? Array.from({ length: Math.max(0, first) }, (_, index) => index) : given;
  const domain: SubsetDomain<number | string> = { kind: "subset", members, site: callSite() };
  return domain as Domain<Subset<number | string>>;
}

/** Several named values. */
export function record<F extends Fields>(fields: F): Domain<ValueOf<F>> {
  const domain: RecordDomain<F> = { kind: "record", fields, site: callSite() };
  return domain;
}

/** `length` values of one domain. */
export function vector<T>(length: number, element: Domain<T>): Domain<Vector<T>> {
  const domain: VectorDomain<T> = { kind: "vector", length, element, site: callSite() };
  return domain;
}

/** A variable that only says what ought to be: properties and other ghosts may read it, no step may be steered by it. */
export function ghost<T>(of: Domain<T>): Domain<T> {
  const domain: MarkedOf<T> = { kind: "marked", mark: "ghost", of };
  return domain;
}

/** A variable that is chosen for an initial state and never written by a step. */
export function rigid<T>(of: Domain<T>): Domain<T> {
  const domain: MarkedOf<T> = { kind: "marked", mark: "rigid", of };
  return domain;
}

/** A domain that depends on the parameters of a system, such as the number of cells in a page. */
export function open<T, P>(close: (parameters: P) => Domain<T>): Domain<T> {
  const domain: OpenDomain<T, P> = { kind: "open", close, site: callSite() };
  return domain;
}

const MOST_MEMBERS = 31;
const LONGEST_VECTOR = 1 << 16;

/**
 * The domain that is meant once the parameters are known.
 * @throws SpecError FL101 when it is empty, too large or ill-formed.
 */
export function close(domain: Domain<unknown>, parameters: unknown): MarkedDomain {
  const known = domain as AnyDomain;
  switch (known.kind) {
    case "open":
      return closeOpen(known, parameters);
    case "marked": {
      const inner = close(known.of, parameters);
      return { domain: inner.domain, marks: [...inner.marks, known.mark] };
    }
    default:
      return { domain: closePlain(known, parameters), marks: [] };
  }
}

/** A model has hundreds of them, made anew at each size, and only a mistake has to say where it is: then they are made once more. */
function closeOpen(domain: OpenDomain<unknown, unknown>, parameters: unknown): MarkedDomain {
  try {
    return close(
      withoutPlaces(() => domain.close(parameters)),
      parameters,
    );
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return close(domain.close(parameters), parameters);
  }
}

type PlainDomain = Exclude<AnyDomain, { kind: "open" | "marked" }>;

function closePlain(domain: PlainDomain, parameters: unknown): ClosedDomain {
  switch (domain.kind) {
    case "boolean":
      return { kind: "boolean" };
    case "range":
      return { ...closeRange(domain), ...ofCopies(domain) };
    case "oneOf":
      return { kind: "oneOf", labels: closeLabels(domain.labels, domain.site) };
    case "subset":
      return { kind: "subset", members: closeMembers(domain), ...ofCopies(domain) };
    case "record":
      return { kind: "record", fields: closeFields(domain.fields, parameters) };
    case "vector":
      return { ...closeVector(domain, parameters), ...ofCopies(domain) };
    case "self":
      throw new SpecError(
        "FL101",
        `'self' of ${domain.copies} where there is no copy of ${domain.copies}`,
        "declare it among the locals of a machine that only these copies run, by itself",
        domain.site,
      );
  }
}

function ofCopies({ copies }: PlainDomain): { readonly copies?: string } {
  return copies === undefined ? {} : { copies };
}

/** Named domains, each closed. */
export function closeFields(fields: Fields, parameters: unknown): Record<string, MarkedDomain> {
  const closed: Record<string, MarkedDomain> = {};
  for (const [name, domain] of Object.entries(fields)) closed[name] = close(domain, parameters);
  return closed;
}

function closeRange({ least, greatest, site }: RangeDomain): ClosedDomain & { readonly kind: "range" } {
  const whole = Number.isInteger(least) && Number.isInteger(greatest);
  if (!whole || least < -(2 ** 31) || greatest >= 2 ** 31) {
    throw new SpecError("FL101", `range(${least}, ${greatest}) is not a range of 32-bit integers`, "give two integers, the least first", site);
  }
  if (least > greatest)
    throw new SpecError("FL101", `range(${least}, ${greatest}) is empty`, "give the least value first, or raise the bound that it depends on", site);
  return { kind: "range", least, greatest };
}

function closeLabels(labels: readonly string[], site: Site | undefined): readonly string[] {
  if (labels.length === 0) throw new SpecError("FL101", "oneOf() without labels is empty", "name at least one label", site);
  if (new Set(labels).size < labels.length) throw new SpecError("FL101", `oneOf(${labels.join(", ")}) names a label twice`, "make the labels different", site);
  return labels;
}

function closeMembers({ members, site }: SubsetDomain<number | string>): readonly (number | string)[] {
  if (members.length === 0 || members.length > MOST_MEMBERS) {
    throw new SpecError("FL101", `a subset of ${members.length} members`, `a subset has 1 to ${MOST_MEMBERS} members; use a vector of booleans for more`, site);
  }
  return members;
}

function closeVector({ length, element, site }: VectorDomain<unknown>, parameters: unknown): ClosedDomain & { readonly kind: "vector" } {
  if (!Number.isInteger(length) || length < 1 || length > LONGEST_VECTOR) {
    throw new SpecError("FL101", `a vector of ${length} elements`, `a vector has 1 to ${LONGEST_VECTOR} elements`, site);
  }
  const { domain, marks } = close(element, parameters);
  if (marks.length > 0) throw new SpecError("FL101", `the elements of a vector are marked ${marks.join(" and ")}`, "mark the vector itself", site);
  return { kind: "vector", length, element: domain };
}
