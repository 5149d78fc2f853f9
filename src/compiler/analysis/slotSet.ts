import type { ModelProgram, Place, Program, PropertyProgram, Statement } from "../ir.js";
import { walk, walkExpression } from "../walk.js";

/** A set of slots: one bit each. */
export type SlotSet = bigint;

/** Slots `from` up to, but not including, `from + count`. */
export function slotRange(from: number, count: number): SlotSet {
  return ((1n << BigInt(count)) - 1n) << BigInt(from);
}

export function slotSet(slots: readonly number[]): SlotSet {
  return slots.reduce((set, slot) => set | (1n << BigInt(slot)), 0n);
}

/** The members of a set, in order. */
export function slotsIn(set: SlotSet): readonly number[] {
  const found: number[] = [];
  for (let [rest, slot] = [set, 0]; rest !== 0n; rest >>= 1n, slot++) if ((rest & 1n) === 1n) found.push(slot);
  return found;
}

/** Every slot that a place may mean, whatever its indices: an over-approximation. @param elements how many of them follow one another */
export function slotsOfPlace({ base, size, terms }: Pick<Place, "base" | "size" | "terms">, elements = 1): SlotSet {
  return terms.reduce(
    (set, { index: { type }, stride }) => {
      const [least, greatest] = type.kind === "integer" ? [type.least, type.greatest] : [0, type.kind === "label" ? type.labels.length - 1 : 1];
      let moved = 0n;
      for (let index = Math.max(least, 0); index <= greatest; index++) moved |= set << BigInt(index * stride);
      return moved;
    },
    slotRange(base, size * elements),
  );
}

/** How many elements a statement reads or writes one after the other, where its places name the first. */
export function elementsOf(statement: Statement): { readonly read: number; readonly written: number } {
  if (statement.kind === "fill") return { read: 1, written: statement.length };
  return statement.kind === "copy" ? { read: statement.fromLength, written: statement.toLength } : { read: 1, written: 1 };
}

/** The slots that a program may read, and those that it may write; where its process stands is not among them. */
export function touchedBy({ statements }: Program): { readonly reads: SlotSet; readonly writes: SlotSet } {
  let [reads, writes] = [0n, 0n];
  let elements = { read: 1, written: 1 };
  walk(statements, {
    statement: (statement) => {
      elements = elementsOf(statement);
      if (statement.kind === "reset") writes |= slotSet(statement.slots);
    },
    read: (place) => {
      reads |= slotsOfPlace(place, elements.read);
    },
    write: (place) => {
      writes |= slotsOfPlace(place, elements.written);
    },
  });
  return { reads, writes };
}

/** The slots that properties and the predicates of temporal properties may read. */
export function askedSlots({ properties, predicates }: Pick<ModelProgram, "properties" | "predicates">): SlotSet {
  return [...properties, ...predicates].reduce((set, property) => set | readByProperty(property), 0n);
}

function readByProperty({ program, value }: PropertyProgram): SlotSet {
  let { reads } = touchedBy(program);
  walkExpression(value, {
    read: (place) => {
      reads |= slotsOfPlace(place);
    },
  });
  return reads;
}
