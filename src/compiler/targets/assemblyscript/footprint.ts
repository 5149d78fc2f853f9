import type { Expression, ModelProgram, Place, Program } from "../../ir.js";
import { walk, walkExpression } from "../../walk.js";
import type { PackedSlot, Packing } from "./packing.js";

/** Which words of the state a program deals with. */
export interface Footprint {
  /** Some index may lead from one word to another, so words cannot be locals. */
  readonly inMemory: boolean;
  /** Words that the program may write. */
  readonly written: ReadonlySet<number>;
}

/** @param value what the program computes, if it is a property */
export function footprintOf({ processes }: ModelProgram, packing: Packing, { statements }: Program, value?: Expression): Footprint {
  const written = new Set<number>();
  let inMemory = false;
  const slotAt = (slot: number): PackedSlot => packing.slots[slot] as PackedSlot;
  const note = (slots: readonly number[]): void => {
    for (const slot of slots) written.add(slotAt(slot).word);
  };
  const reach = (place: Place): void => {
    if (place.terms.length > 0) inMemory ||= !isEven(slotsOf(place), slotAt);
  };
  const visitor = {
    read: reach,
    write: (place: Place) => {
      reach(place);
      note(slotsOf(place));
    },
    statement: (statement: (typeof statements)[number]) => {
      if (statement.kind === "next") note([processes[statement.process]?.slot as number]);
      if (statement.kind === "reset") note(statement.slots);
      // Their ranges are indices.
      if (statement.kind === "fill" || statement.kind === "copy") inMemory ||= !isEven(slotsOf(statement.to), slotAt);
      if (statement.kind === "copy") inMemory ||= !isEven(slotsOf(statement.from), slotAt);
    },
  };
  walk(statements, visitor);
  if (value !== undefined) walkExpression(value, visitor);
  return { inMemory, written };
}

/** The slots of a place where its indices are 0. */
function slotsOf({ base, size }: Place): readonly number[] {
  return Array.from({ length: size }, (_, offset) => base + offset);
}

function isEven(slots: readonly number[], slotAt: (slot: number) => PackedSlot): boolean {
  return slots.every((slot) => slotAt(slot).alone);
}
