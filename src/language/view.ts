import type { ClosedDomain, MarkedDomain, Subset } from "./domain.js";
import { SpecError, Violation } from "./errors.js";
import { slotsOf } from "./layout.js";
import { callSite } from "./site.js";
import { guardState } from "./when.js";

/** What may be written now. `initial`: everything; `step`: all but rigid variables; `frozen`: nothing. */
export type Phase = "initial" | "step" | "frozen";

/** The slots that views read and write. */
export class Memory {
  readonly slots: Int32Array;
  phase: Phase = "frozen";
  /** Counts the frozen states, so that what was decoded for one is not shown for the next. */
  edition = 0;

  constructor(length: number) {
    this.slots = new Int32Array(length);
  }

  /** Holds a copy of `state` from now on. */
  load(state: Int32Array, phase: Phase): void {
    this.slots.set(state);
    this.phase = phase;
    this.edition++;
  }

  /** From now on the state may be looked at, and not changed. */
  freeze(): void {
    this.phase = "frozen";
    this.edition++;
  }
}

interface Place {
  readonly memory: Memory;
  readonly at: number;
  readonly name: string;
  readonly rigid: boolean;
}

interface Accessor {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
}

/** An object whose fields read and write slots, starting at slot `at`. Every write is checked against the field's domain. */
export function viewOf(fields: Readonly<Record<string, MarkedDomain>>, at: number, memory: Memory, prefix: string): object {
  return recordView(fields, { memory, at, name: prefix, rigid: false });
}

function recordView(fields: Readonly<Record<string, MarkedDomain>>, place: Place): object {
  const view = Object.create(strangers(`${place.name || "the state"} has no field`, "FL114"));
  let at = place.at;
  for (const [field, { domain, marks }] of Object.entries(fields)) {
    const name = place.name === "" ? field : `${place.name}.${field}`;
    Object.defineProperty(view, field, { ...accessor(domain, { ...place, at, name, rigid: place.rigid || marks.includes("rigid") }), enumerable: true });
    at += slotsOf(domain);
  }
  return Object.freeze(view);
}

interface VectorDomain {
  readonly kind: "vector";
  readonly length: number;
  readonly element: ClosedDomain;
}

/**
 * A vector that may be written is an object with one accessor an element. Those are slow, and properties read elements by the
 * thousand: a state that may only be looked at shows a frozen array instead, decoded once.
 */
function vectorAccessor(domain: VectorDomain, place: Place): Accessor {
  const { length, element } = domain;
  const { memory, at, name } = place;
  const size = slotsOf(element);
  const elements = Array.from({ length }, (_, index) => accessor(element, { ...place, at: at + index * size, name: `${name}[${index}]` }));
  const prototype = strangers(`${name} has ${length} elements and no`, "index");
  const view = Object.create(prototype);
  Object.defineProperty(view, "length", { value: length });
  elements.forEach((each, index) => {
    Object.defineProperty(view, index, { ...each, enumerable: true });
  });
  const { get, set } = whole(Object.freeze(view), slotsOf(domain), place);
  let shown: object = [];
  let edition = -1;
  const decode = (): object => {
    edition = memory.edition;
    shown = Object.freeze(
      Object.setPrototypeOf(
        elements.map((each) => each.get()),
        prototype,
      ),
    );
    return shown;
  };
  return { get: () => (memory.phase !== "frozen" ? get() : edition === memory.edition ? shown : decode()), set };
}

/** The prototype of a view: whatever the view itself has not, nobody has. */
function strangers(complaint: string, kind: "FL114" | "index"): object {
  const refuse = (key: string | symbol): never => {
    if (kind === "index") throw new Violation("index", `${complaint} [${String(key)}]`);
    throw new SpecError("FL114", `${complaint} '${String(key)}'`, "use one of its declared fields", callSite());
  };
  return new Proxy(Object.create(null), {
    get: (_, key) => (typeof key === "symbol" || key === "toJSON" ? undefined : refuse(key)),
    set: (_, key) => refuse(key),
  });
}

function accessor(domain: ClosedDomain, place: Place): Accessor {
  switch (domain.kind) {
    case "boolean":
      return booleanAccessor(place);
    case "range":
      return rangeAccessor(domain.least, domain.greatest, place);
    case "oneOf":
      return labelAccessor(domain.labels, place);
    case "subset":
      return whole(subsetView(domain.members, place), 1, place);
    case "record":
      return whole(recordView(domain.fields, place), slotsOf(domain), place);
    case "vector":
      return vectorAccessor(domain, place);
  }
}

function write({ memory, at, name, rigid }: Place, value: number): void {
  if (memory.phase !== "step") refuse(memory, name);
  else if (rigid) throw new SpecError("FL108", `${name} is rigid, yet a step writes it`, "drop the write, or declare the variable without rigid()", callSite());
  if (memory.phase === "step") guardState.wrote = true;
  memory.slots[at] = value;
}

function refuse(memory: Memory, name: string): void {
  if (memory.phase === "initial") return;
  throw new SpecError("FL109", `${name} is written where the state may only be looked at`, "write state in steps, wirings and initial rules only", callSite());
}

function booleanAccessor(place: Place): Accessor {
  const { memory, at, name } = place;
  return {
    get: () => memory.slots[at] === 1,
    set: (value) => {
      if (typeof value !== "boolean") wrongType(name, "a boolean", value);
      write(place, value ? 1 : 0);
    },
  };
}

function rangeAccessor(least: number, greatest: number, place: Place): Accessor {
  const { memory, at, name } = place;
  return {
    get: () => memory.slots[at],
    set: (value) => {
      if (typeof value !== "number" || !Number.isInteger(value)) wrongType(name, "an integer", value);
      else if (value < least || value > greatest) throw new Violation("domain", `${name} = ${value} leaves ${least} … ${greatest}`);
      write(place, value as number);
    },
  };
}

function labelAccessor(labels: readonly string[], place: Place): Accessor {
  const { memory, at, name } = place;
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  return {
    get: () => labels[memory.slots[at] as number],
    set: (value) => {
      if (typeof value !== "string") wrongType(name, "a label", value);
      const index = indexOf.get(value as string);
      if (index === undefined) throw new Violation("domain", `${name} = "${value}" is none of ${labels.join(", ")}`);
      write(place, index);
    },
  };
}

/** Records, vectors and subsets are assigned as a whole by copying the slots of a view of the same shape. */
function whole(view: object, size: number, place: Place): Accessor {
  placeOf.set(view, { place, size });
  return {
    get: () => view,
    set: (value) => {
      const source = typeof value === "object" && value !== null ? placeOf.get(value) : undefined;
      if (source === undefined || source.size !== size) return wrongType(place.name, "a value of the same shape", value);
      for (let slot = 0; slot < size; slot++) write({ ...place, at: place.at + slot }, source.place.memory.slots[source.place.at + slot] as number);
    },
  };
}

const placeOf = new WeakMap<object, { place: Place; size: number }>();

function subsetView(members: readonly (number | string)[], place: Place): Subset<number | string> {
  const { memory, at, name } = place;
  const bitOf = (member: number | string): number => {
    const bit = members.indexOf(member);
    if (bit < 0) throw new Violation("domain", `${name} cannot hold ${member}`);
    return 1 << bit;
  };
  const bits = (): number => memory.slots[at] as number;
  return Object.freeze({
    has: (member: number | string) => (bits() & bitOf(member)) !== 0,
    add: (member: number | string) => write(place, bits() | bitOf(member)),
    delete: (member: number | string) => write(place, bits() & ~bitOf(member)),
    clear: () => write(place, 0),
    get size() {
      return members.reduce<number>((sum, _, bit) => sum + ((bits() >>> bit) & 1), 0);
    },
  });
}

function wrongType(name: string, wanted: string, value: unknown): never {
  throw new SpecError(
    "FL114",
    `${name} wants ${wanted}, and is given ${typeof value === "object" ? "an object" : String(value)}`,
    "TypeScript sees this when the file is type-checked",
    callSite(),
  );
}
