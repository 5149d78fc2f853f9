import type { Slot } from "../../../language/layout.js";
import { type Sort, symbol, type Term } from "./term.js";

/** A variable of the formulas: one slot, or the one cell that is held of each long vector it lies in. */
export interface HeldCell {
  /** `folios[0].cells[]`: an empty bracket for each long vector. */
  readonly name: string;
  readonly symbol: Term;
  readonly sort: Sort;
  /** Any slot that it may stand for; they have one domain. */
  readonly slot: Slot;
  /** The lengths of the long vectors, outermost first. */
  readonly lengths: readonly number[];
}

/** Which variable a slot belongs to, and where it lies in its long vectors. */
export interface Position {
  readonly cell: HeldCell;
  readonly coordinates: readonly number[];
}

/** The number that all questions are about: of a vector of `n` cells, the cell `the byte mod n` is held. */
export const BYTE: Term = symbol("the byte");

/**
 * The variables of a model in which vectors of more than `most` elements are not held whole. Instead there is one arbitrary number, the same in
 * all states, and of a long vector only the cell that it names is held. What is true whichever number it is, is true of every cell.
 */
export class HeldCells {
  readonly all: readonly HeldCell[];
  private readonly bySlot: readonly Position[];

  constructor(
    readonly slots: readonly Slot[],
    readonly most: number,
  ) {
    const lengths = lengthsOf(slots);
    const known = new Map<string, HeldCell>();
    this.bySlot = slots.map((slot) => {
      const { name, coordinates, longs } = generalised(slot.name, lengths, most);
      const cell = known.get(name) ?? heldCell(name, slot, longs);
      known.set(name, cell);
      return { cell, coordinates };
    });
    this.all = [...known.values()];
  }

  at(slot: number): Position {
    return this.bySlot[slot] as Position;
  }

  /** The long vectors' lengths, each once. */
  get lengths(): readonly number[] {
    return [...new Set(this.all.flatMap(({ lengths }) => lengths))].sort((a, b) => a - b);
  }
}

/** The cell that is held of a vector of this length. */
export function heldIndex(length: number): Term {
  return symbol(`the byte mod ${length}`);
}

function heldCell(name: string, slot: Slot, lengths: readonly number[]): HeldCell {
  return { name, symbol: symbol(name), sort: slot.domain.kind === "boolean" ? "Bool" : "Int", slot, lengths };
}

/** How many elements each vector has, by its name: `folios[0].cells` has 4096. */
function lengthsOf(slots: readonly Slot[]): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const { name } of slots) {
    for (const { index, 1: element } of name.matchAll(INDEX)) {
      const vector = name.slice(0, index);
      lengths.set(vector, Math.max(lengths.get(vector) ?? 0, Number(element) + 1));
    }
  }
  return lengths;
}

function generalised(name: string, lengths: ReadonlyMap<string, number>, most: number): { name: string; coordinates: number[]; longs: number[] } {
  const coordinates: number[] = [];
  const longs: number[] = [];
  const general = name.replace(INDEX, (bracket, element: string, at: number) => {
    const length = lengths.get(name.slice(0, at)) ?? 0;
    if (length <= most) return bracket;
    coordinates.push(Number(element));
    longs.push(length);
    return "[]";
  });
  return { name: general, coordinates, longs };
}

const INDEX = /\[(\d+)\]/g;
