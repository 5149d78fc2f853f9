import { askedSlots, type SlotSet, touchedBy } from "../../analysis/slotSet.js";
import type { Program, PropertyProgram } from "../../ir.js";

/** As many properties have a bit each; those after them share the last one. */
const BITS = 32;

/**
 * Which properties are asked of a state that a step leads to, if it is new: those that read what the step may write, as bits. Any other comes to what it came to in the state
 * before, which lies on an earlier level; and of earlier levels all is known by now: a property that is still open was answered by none of their states, and that the left side
 * of an implication was true is noted.
 * @param reads by property: the slots that it may read
 */
export function asksAfter(program: Program, reads: readonly SlotSet[]): number {
  const { writes } = touchedBy(program);
  return reads.reduce((bits, slots, index) => ((slots & writes) === 0n ? bits : bits | askBit(index)), 0) >>> 0;
}

/** By property: the slots that it may read. */
export function readsOf(properties: readonly PropertyProgram[]): readonly SlotSet[] {
  return properties.map((property) => askedSlots({ properties: [property], predicates: [] }));
}

/** The bit of a property, by its number. */
export function askBit(index: number): number {
  return (1 << Math.min(index, BITS - 1)) >>> 0;
}
