import type { Slot } from "../../language/layout.js";
import type { SearchResult } from "../result.js";

/** Its place in the hash table, which is between a quarter and half full; where its edges begin; and who can move in it. */
const NODE = 12 + 4 + 4;
/** Target and mover. */
const EDGE = 5;
/** A row doubles when it is full, so on average it is three quarters full. */
const SLACK = 4 / 3;

/** An estimate of the memory that the reference engine holds for each state, in bytes, from the layout of its tables. */
export function bytesPerState(slots: readonly Slot[], { states, transitions }: Pick<SearchResult, "states" | "transitions">): number {
  return states === 0 ? 0 : Math.round((4 * wordsOf(slots) + NODE + (EDGE * transitions) / states) * SLACK);
}

/** Words of a state whose slots take as many bits as they need and straddle no two words. */
function wordsOf(slots: readonly Slot[]): number {
  let bit = 0;
  for (const { least, greatest } of slots) {
    const bits = Math.ceil(Math.log2(greatest - least + 1));
    if ((bit % 32) + bits > 32) bit = Math.ceil(bit / 32) * 32;
    bit += bits;
  }
  return Math.ceil(bit / 32);
}
