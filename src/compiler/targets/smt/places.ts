import { boundsOf } from "../../build.js";
import type { Expression, Place } from "../../ir.js";
import { type HeldCell, type HeldCells, heldIndex } from "./heldCells.js";
import { and, equal, integerTerm, type Term } from "./term.js";

/** One of the variables that a place may mean. */
export interface Alternative {
  readonly cell: HeldCell;
  /** The indices of short vectors are such that it is this one. */
  readonly chosen: Term;
  /** Its index in each of its long vectors. */
  readonly indices: readonly Term[];
  /** The slot that it is with index 0 in long vectors that are indexed by a term. */
  readonly slot: number;
}

/** Everything that a place may mean: short vectors element by element, of long ones the cell that is held. */
export function alternativesOf(place: Place, cells: HeldCells, term: (index: Expression) => Term): readonly Alternative[] {
  const { cell, coordinates } = cells.at(place.base);
  let found: Alternative[] = [{ cell, chosen: "true", indices: coordinates.map(integerTerm), slot: place.base }];
  for (const { index, stride } of place.terms) {
    const value = term(index);
    found = found.flatMap((alternative) => indexed(alternative, value, boundsOf(index), stride, cells));
  }
  return found;
}

function indexed(alternative: Alternative, value: Term, bounds: readonly [number, number], stride: number, cells: HeldCells): Alternative[] {
  const { slot, chosen, indices } = alternative;
  const long = longDimension(slot, stride, cells);
  if (long !== undefined) return [{ ...alternative, indices: indices.map((index, dimension) => (dimension === long ? value : index)) }];
  const [least, greatest] = bounds;
  return Array.from({ length: greatest - least + 1 }, (_, offset) => {
    const element = least + offset;
    const { cell, coordinates } = cells.at(slot + element * stride);
    const kept = coordinates.map((coordinate, dimension) => indices[dimension] ?? integerTerm(coordinate));
    return { cell, chosen: and(chosen, equal(value, integerTerm(element))), indices: kept, slot: slot + element * stride };
  });
}

/** Which of the long vectors one goes along with this stride, if any. */
function longDimension(slot: number, stride: number, cells: HeldCells): number | undefined {
  if (slot + stride >= cells.slots.length) return undefined;
  const [here, there] = [cells.at(slot), cells.at(slot + stride)];
  if (here.cell !== there.cell) return undefined;
  const dimension = here.coordinates.findIndex((coordinate, index) => coordinate !== there.coordinates[index]);
  return dimension < 0 ? undefined : dimension;
}

/** An alternative is the cell that is held. */
export function isHeld({ cell: { lengths }, indices }: Alternative): Term {
  return and(...indices.map((index, dimension) => equal(index, heldIndex(lengths[dimension] as number))));
}
