import type { ComposedModel, Instance } from "../../../language/compose.js";
import type { Slot } from "../../../language/layout.js";

/** Where the bits of a slot are. Its least value is stored as zero, so a state without a set bit has every slot at its least. */
export interface PackedSlot {
  readonly word: number;
  readonly shift: number;
  /** In bits; 0 for a slot with one value. */
  readonly width: number;
  readonly least: number;
  /** All elements of its vector are in this word, so the shift grows evenly with an index. */
  readonly alone: boolean;
}

/** A machine that was called: its locals mean something only while its process stands in it, or in what it calls in turn. */
export interface PackedCall {
  /** Its slots: from, and up to but not including, to. */
  readonly from: number;
  readonly to: number;
  /** The slot that says where its process stands, and the control states at which it is active: from the first up to, and including, the last. */
  readonly stands: number;
  readonly first: number;
  readonly last: number;
}

/** How a state is packed into 64-bit words; no slot straddles two. */
export interface Packing {
  /** Words of a state, 1 or more. */
  readonly words: number;
  /** By slot. */
  readonly slots: readonly PackedSlot[];
  readonly calls: readonly PackedCall[];
}

/** What decides how a state is packed: a model, composed or compiled. */
export type Packable = Pick<ComposedModel, "slots" | "instances"> & { readonly processes: readonly { readonly slot: number }[] };

const WORD = 64;

/**
 * Packs the elements of a vector, or one field of the records in it, side by side, in one word where they fit. Everything goes into the first
 * word that has room. Machines that one machine calls are never active together, and locals are at their least when a machine is left: so what it calls shares
 * bits, and a state still has one encoding. Bits of a machine that is not active may be another one's: whoever reads or writes slots by number has to ask where the
 * process stands ({@link PackedCall}).
 */
export function pack(model: Packable): Packing {
  const bits = new Bits(model.slots);
  const locals = new Set(model.instances.flatMap(slotsOf));
  let taken = bits.place(
    [...model.slots.keys()].filter((slot) => !locals.has(slot)),
    [],
  );
  for (const root of model.instances) if (root.caller === undefined) taken = placeMachine(bits, root, taken);
  return { words: Math.max(1, taken.length), slots: bits.packed, calls: callsOf(model) };
}

/** Places a machine, and on top of it what it calls, one beside the other. */
function placeMachine(bits: Bits, machine: Instance, below: Taken): Taken {
  const own = bits.place(slotsOf(machine), below);
  return Object.values(machine.callees)
    .map((callee) => placeMachine(bits, callee, own))
    .reduce(higher, own);
}

function slotsOf({ firstSlot, slotCount }: Instance): readonly number[] {
  return Array.from({ length: slotCount }, (_, offset) => firstSlot + offset);
}

/** By word: how many of its bits are taken, from the lowest on. */
type Taken = readonly number[];

function higher(a: Taken, b: Taken): Taken {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, word) => Math.max(a[word] ?? 0, b[word] ?? 0));
}

class Bits {
  readonly packed: PackedSlot[] = [];

  constructor(private readonly slots: readonly Slot[]) {}

  /** Gives some slots their bits, above those that are taken; returns what is taken then. */
  place(slots: readonly number[], below: Taken): Taken {
    const taken = [...below];
    for (const group of groups(this.slots, slots)) this.placeGroup(group, taken);
    return taken;
  }

  private placeGroup(group: readonly number[], taken: number[]): void {
    const { least, greatest } = this.slots[group[0] as number] as Slot;
    const width = Math.ceil(Math.log2(greatest - least + 1));
    const perWord = width === 0 ? group.length : Math.floor(WORD / width);
    for (let first = 0; first < group.length; first += perWord) {
      const here = group.slice(first, first + perWord);
      const word = roomFor(here.length * width, taken);
      for (const [at, slot] of here.entries()) {
        this.packed[slot] = { word, shift: (taken[word] as number) + at * width, width, least, alone: here.length === group.length };
      }
      taken[word] = (taken[word] as number) + here.length * width;
    }
  }
}

/** Slots that differ only in indices, in order. */
function groups(all: readonly Slot[], slots: readonly number[]): Iterable<readonly number[]> {
  const found = new Map<string, number[]>();
  for (const index of slots) {
    const { name, least, greatest } = all[index] as Slot;
    const key = `${name.replaceAll(/\[\d+\]/g, "[]")} ${least} ${greatest}`;
    found.set(key, [...(found.get(key) ?? []), index]);
  }
  return found.values();
}

function roomFor(bits: number, used: number[]): number {
  const found = used.findIndex((taken) => taken + bits <= WORD);
  return found >= 0 ? found : used.push(0) - 1;
}

function callsOf({ instances, processes }: Packable): readonly PackedCall[] {
  return instances.flatMap((instance) => {
    if (instance.caller === undefined) return [];
    const { firstSlot: from, slotCount, process } = instance;
    const states = statesIn(instance);
    const stands = processes[process]?.slot as number;
    return [{ from, to: from + slotCount, stands, first: Math.min(...states), last: Math.max(...states) }];
  });
}

/** Control states of a machine and of all that it calls: they are numbered one after the other. */
function statesIn({ states, callees }: Instance): readonly number[] {
  return [...Object.values(states), ...Object.values(callees).flatMap(statesIn)];
}
