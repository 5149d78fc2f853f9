import { pack } from "../../../src/compiler/targets/assemblyscript/packing.js";
import type { Scale } from "../../../src/engine/compiled/compiledEngine.js";
import { searchLayout } from "../../../src/engine/compiled/searchLayout.js";
import type { Budget } from "../../../src/engine/engine.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/model.js";

/** Bytes of memory for so many states and for the smallest table that they need. */
export function bytesFor(model: Model, states: number): number {
  const { packing, waiting } = searchLayout(compose(model));
  return 4 * 2 ** Math.max(12, Math.ceil(Math.log2(states / 0.75))) + states * (8 * packing.words + waiting);
}

/** Memory for a fifth of the states, or for as many as threads must have room for; the others go to files in a folder. */
export function tooLittle(model: Model, states: number, spill: string): Budget {
  return { maxMemory: bytesFor(model, Math.max(700, Math.floor(states / 5))), spill };
}

/** So little memory that several are needed for so many states, and every thread woken for every level. */
export function inMemories(model: Model, memories: number, states: number): { readonly budget: Budget; readonly scale: Partial<Scale> } {
  if (memories === 1) return { budget: {}, scale: { worthWaking: 0 } };
  const each = Math.ceil((1.4 * states) / memories) + 600;
  const size = 8 * pack(compose(model)).words;
  const addressable = each * size + 4 * 2 ** Math.max(12, Math.ceil(Math.log2(each / 0.75)));
  return { budget: { maxMemory: memories * addressable }, scale: { worthWaking: 0, addressable } };
}
