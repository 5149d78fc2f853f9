import { layOutModule, type ModuleLayout } from "../../compiler/targets/assemblyscript/index.js";
import type { ComposedModel } from "../../language/compose.js";
import { waitingBytes } from "./waiting.js";

/** Where a search keeps what it keeps: its module's states, and after them who waits in each. */
export interface SearchLayout extends ModuleLayout {
  /** Bytes that the blocked processes of a state take. */
  readonly waiting: 1 | 2 | 4;
}

const LAST = 2 ** 32 - 65_536;

/** What the memories of a search of a model look like. */
export function searchLayout(composed: ComposedModel): SearchLayout {
  const { processes, model, predicates } = composed;
  const steps = processes.reduce((sum, { states }) => sum + states.length, 0);
  const layout = layOutModule(composed, steps, (model.properties?.length ?? 0) + predicates.length);
  const waiting = waitingBytes(processes.length);
  return { ...layout, waiting, most: Math.min(layout.most, Math.floor((LAST - layout.arena) / (bytesOfState(layout) + waiting))) };
}

/** Bytes of a packed state. */
export function bytesOfState({ packing }: ModuleLayout): number {
  return packing.words * 8;
}

/** How many states a memory of so many bytes has room for; who waits in them is kept behind them. */
export function capacity(layout: SearchLayout, bytes: number): number {
  return Math.floor((bytes - layout.arena) / (bytesOfState(layout) + layout.waiting));
}
