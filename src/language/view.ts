import type { ClosedDomain, MarkedDomain } from "./domain.js";
import { decodeSlot, encoderOf, isScalar, type Scalar, type ScalarDomain, wrongType } from "./encode.js";
import { SpecError, Violation } from "./errors.js";
import { layOut, type Slot, slotsOf } from "./layout.js";
import { type Memory, memberName, type Place, write } from "./memory.js";
import { callSite } from "./site.js";
import { subsetView } from "./subsetView.js";

type RecordFields = Readonly<Record<string, MarkedDomain>>;
type VectorDomain = Extract<ClosedDomain, { kind: "vector" }>;
type CompositeDomain = Exclude<ClosedDomain, ScalarDomain>;

interface Accessor {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
}

const PLACE: unique symbol = Symbol("place");
const PARTS: unique symbol = Symbol("parts");

/** A record or a vector as a specification sees it: an object with an accessor for each member. */
interface View {
  readonly [PLACE]: Place;
  /** Those of its members that are composite themselves, in order. */
  readonly [PARTS]: readonly Accessor[];
}

/** How a member is read and written: `this` is the view that has it. */
type Member = PropertyDescriptor & ThisType<View>;

/** An object whose fields read and write slots, starting at slot `at`. Every write is checked against the field's domain. */
export function viewOf(fields: RecordFields, at: number, memory: Memory, prefix: string): object {
  return recordView(fields, { memory, at, name: prefix, rigid: false });
}

function recordView(fields: RecordFields, place: Place): View {
  const parts: Accessor[] = [];
  let at = place.at;
  for (const [field, { domain, marks }] of Object.entries(fields)) {
    const rigid = place.rigid || marks.includes("rigid");
    if (!isScalar(domain)) parts.push(composite(domain, { ...place, at, name: memberName(place, field), rigid }));
    at += slotsOf(domain);
  }
  return Object.freeze(newView(recordPrototype(fields), place, parts));
}

function newView(prototype: object, place: Place, parts: readonly Accessor[]): View {
  return Object.create(prototype, { [PLACE]: { value: place }, [PARTS]: { value: parts } });
}

const recordPrototypes = new WeakMap<RecordFields, object>();

/** One prototype for all records of a domain: they are one class to V8 then, which makes their fields several times as fast. */
function recordPrototype(fields: RecordFields): object {
  const known = recordPrototypes.get(fields);
  if (known !== undefined) return known;
  const prototype = Object.create(FIELD_STRANGERS);
  let offset = 0;
  let part = 0;
  for (const [field, { domain, marks }] of Object.entries(fields)) {
    const member = isScalar(domain) ? scalarMember(domain, offset, field, marks.includes("rigid")) : compositeMember(part++);
    Object.defineProperty(prototype, field, { ...member, enumerable: true });
    offset += slotsOf(domain);
  }
  recordPrototypes.set(fields, prototype);
  return prototype;
}

function scalarMember(domain: ScalarDomain, offset: number, name: string | number, marked: boolean): Member {
  const encode = encoderOf(domain);
  return {
    get: scalarGetter(domain, offset),
    set(value) {
      const place = this[PLACE];
      write(place, offset, encode(value, place, name), name, marked);
    },
  };
}

/** One function a kind of domain, so that V8 can inline what each does. */
function scalarGetter(domain: ScalarDomain, offset: number): (this: View) => Scalar {
  switch (domain.kind) {
    case "boolean":
      return function () {
        const { memory, at } = this[PLACE];
        return memory.slots[at + offset] === 1;
      };
    case "range":
      return function () {
        const { memory, at } = this[PLACE];
        return memory.slots[at + offset] as number;
      };
    case "oneOf": {
      const { labels } = domain;
      return function () {
        const { memory, at } = this[PLACE];
        return labels[memory.slots[at + offset] as number] as string;
      };
    }
  }
}

function compositeMember(part: number): Member {
  return {
    get() {
      return this[PARTS][part]?.get();
    },
    set(value) {
      this[PARTS][part]?.set(value);
    },
  };
}

function composite(domain: CompositeDomain, place: Place): Accessor {
  switch (domain.kind) {
    case "subset":
      return whole(subsetView(domain.members, place), domain, place);
    case "record":
      return whole(recordView(domain.fields, place), domain, place);
    case "vector":
      return vector(domain, place);
  }
}

/**
 * A vector that may be written is an object with an accessor for each element. Those are slow, and properties read elements by the
 * thousand: a state that may only be looked at shows a frozen array instead, decoded once.
 */
function vector(domain: VectorDomain, place: Place): Accessor {
  const { length, element } = domain;
  const { memory } = place;
  const parts = isScalar(element) ? [] : partsOf(element, length, place);
  const view = vectorView(domain, place, parts);
  const read = isScalar(element) ? (index: number) => decodeSlot(element, memory.slots[place.at + index] as number) : (index: number) => parts[index]?.get();
  let shown: unknown;
  let edition = -1;
  const decode = (): void => {
    const elements: unknown[] = [];
    for (let index = 0; index < length; index++) elements.push(read(index));
    shown = Object.freeze(Object.setPrototypeOf(elements, Object.getPrototypeOf(view)));
    edition = memory.edition;
  };
  const { set } = whole(view, domain, place);
  const get = (): unknown => {
    if (memory.phase !== "frozen") return view;
    if (edition !== memory.edition) decode();
    return shown;
  };
  return { get, set };
}

function partsOf(element: CompositeDomain, length: number, place: Place): Accessor[] {
  const size = slotsOf(element);
  return Array.from({ length }, (_, index) => composite(element, { ...place, at: place.at + index * size, name: memberName(place, index) }));
}

function vectorView({ length, element }: VectorDomain, place: Place, parts: readonly Accessor[]): View {
  const members: Record<number, Member> = {};
  for (let index = 0; index < length; index++) {
    const member = isScalar(element) ? scalarMember(element, index, index, false) : compositeMember(index);
    members[index] = { ...member, enumerable: true };
  }
  const view = newView(elementStrangers(place.name, length), place, parts);
  if (isScalar(element)) scalarVectors.set(view, { place, length, element });
  return Object.freeze(Object.defineProperties(view, { ...members, length: { value: length } }));
}

/** A vector of plain values: its elements are the slots from its place on. */
export interface ScalarVector {
  readonly place: Place;
  readonly length: number;
  readonly element: ScalarDomain;
}

const scalarVectors = new WeakMap<object, ScalarVector>();

/** What lies behind a vector that may be written, if its elements are plain. */
export function scalarVectorOf(view: object): ScalarVector | undefined {
  return scalarVectors.get(view);
}

/** Records, vectors and subsets are assigned as a whole, by copying the slots of a view of the same shape. */
function whole(view: object, domain: CompositeDomain, place: Place): Accessor {
  const slots = layOut(place.name, { domain, marks: [] });
  const shape = shapeOf(slots);
  wholes.set(view, { place, shape });
  return {
    get: () => view,
    set: (value) => {
      const source = typeof value === "object" && value !== null ? wholes.get(value) : undefined;
      if (source?.shape !== shape) return wrongType(place.name, "a value of the same shape", value);
      const values = source.place.memory.slots.slice(source.place.at, source.place.at + slots.length);
      for (const [offset, { name, least, greatest }] of slots.entries()) {
        const given = values[offset] as number;
        if (given < least || given > greatest) throw new Violation("domain", `${name} = ${given} leaves ${least} … ${greatest}`);
        write(place, offset, given, name, false);
      }
    },
  };
}

const wholes = new WeakMap<object, { readonly place: Place; readonly shape: string }>();

/** Two values have the same shape if they differ in the bounds of their integers at most. */
function shapeOf(slots: readonly Slot[]): string {
  return JSON.stringify(slots.map(({ domain }) => (domain.kind === "range" ? domain.kind : domain)));
}

/** What ends the prototype chain of a view: whatever the view itself has not, nobody has. */
function strangers(refuse: (key: string, view: object) => never): object {
  const known = (key: string | symbol): key is symbol => typeof key === "symbol" || key === "toJSON";
  return new Proxy(Object.create(null), {
    get: (_, key, view) => (known(key) ? undefined : refuse(key, view)),
    set: (_, key, __, view) => refuse(String(key), view),
  });
}

const FIELD_STRANGERS = strangers((key, view) => {
  const { name } = (view as View)[PLACE];
  throw new SpecError(
    "FL114",
    `${name || "the state"} has no field '${key}'`,
    `its fields: ${Object.keys(Object.getPrototypeOf(view)).join(", ")}`,
    callSite(),
  );
});

function elementStrangers(name: string, length: number): object {
  return strangers((key) => {
    throw new Violation("index", `${name} has ${length} elements and no [${key}]`);
  });
}
