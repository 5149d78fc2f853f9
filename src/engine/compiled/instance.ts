import { EDGES, layOutModule, type ModuleLayout, unpackState } from "../../compiler/targets/assemblyscript/index.js";
import type { ComposedModel } from "../../language/compose.js";
import { instantiate, type WasmGlobal, type WasmMemory, type WasmModule } from "./webAssembly.js";

/** What a module exports; numbers of properties are part of the names. */
interface Exports {
  readonly memory: WasmMemory;
  readonly begin: () => void;
  readonly run: (end: number, level: number, most: number, limit: number) => void;
  readonly edges: (state: number, from: number, property: number) => number;
  readonly holds: (property: number, state: number) => number;
}

/** How a search in a module came to its end before its time. */
export type Halt = "full" | "broken";

/** A module at work on one search. State and edge numbers are those of the reference engine. */
export class Instance {
  private readonly exports: Exports & Readonly<Record<string, WasmGlobal>>;
  private readonly layout: ModuleLayout;
  /** The first counter of each process. */
  private readonly firstCounter: readonly number[];

  constructor(
    module: WasmModule,
    private readonly composed: ComposedModel,
  ) {
    const counts = composed.processes.map(({ states }) => states.length);
    this.firstCounter = counts.map((_, process) => counts.slice(0, process).reduce((sum, count) => sum + count, 0));
    this.layout = layOutModule(
      composed.slots,
      counts.reduce((sum, count) => sum + count, 0),
    );
    this.exports = instantiate(module) as typeof this.exports;
  }

  get states(): number {
    return this.global("states") >>> 0;
  }

  get expanded(): number {
    return this.global("expanded") >>> 0;
  }

  get transitions(): number {
    return Number(this.exports.transitions?.value);
  }

  get halted(): Halt | undefined {
    return ([undefined, "full", "broken"] as const)[this.global("halted")];
  }

  /** The property that broke a rule of the language, once {@link halted} is `broken`. */
  get culprit(): number {
    return this.global("culprit");
  }

  /** The newest state when it did. */
  get evidence(): number {
    return this.global("evidence") >>> 0;
  }

  /** Transitions to the first leaf that broke a rule; infinite if none did. */
  get brokenAt(): number {
    return finite(this.global("domains"));
  }

  /** Memory that the states take, in bytes: their words and the table. */
  get bytes(): number {
    return this.states * this.layout.packing.words * 8 + 4 * tablePlaces(this.states);
  }

  /** Transitions to the first state or leaf that answers a property; infinite if there is none. */
  answeredAt(property: number): number {
    return finite(this.global(`answered${property}`));
  }

  /** Whether a property has implications, and whether the left side of one was ever true. */
  implications(property: number): { readonly conditional: boolean; readonly conditionMet: boolean } {
    return { conditional: this.global(`seen${property}`) === 1, conditionMet: this.global(`met${property}`) === 1 };
  }

  /** How often a step fired. */
  fired(process: number, state: number): number {
    const counter = this.layout.map.fired + ((this.firstCounter[process] as number) + state) * 8;
    return Number(new DataView(this.exports.memory.buffer).getBigUint64(counter, true));
  }

  /** Finds the initial states. */
  begin(): void {
    this.exports.begin();
  }

  /** Expands up to `most` states before `end`, all of one level, while there are no more than `limit` states. Hands over those in which a process is blocked. */
  run(end: number, level: number, most: number, limit: number, block: (state: number, processes: number) => void): void {
    this.exports.run(end, level, most, limit);
    const count = this.global("blocked");
    const found = new Int32Array(this.exports.memory.buffer, this.layout.map.blocked, count * 2);
    for (let at = 0; at < count; at++) block((found[2 * at] as number) >>> 0, found[2 * at + 1] as number);
  }

  /**
   * Visits the edges of an expanded state, in the order of processes and choices: the target (-1 where the leaf broke a rule), the process that moves, and
   * whether the step property that is `asked` is false of it.
   */
  edges(state: number, visit: (target: number, mover: number, fails: boolean) => void, asked = -1): void {
    let from = 0;
    let count: number;
    do {
      count = this.exports.edges(state, from, asked);
      const here = Math.min(count - from, EDGES);
      const found = new Int32Array(this.exports.memory.buffer, this.layout.map.edges, here * 2);
      for (let at = 0; at < here; at++) {
        const about = found[2 * at + 1] as number;
        visit(found[2 * at] as number, about & 0xff, about >> 8 !== 0);
      }
      from += here;
    } while (from < count);
  }

  /** Whether a state property is true of a state. */
  holds(property: number, state: number): boolean {
    return this.exports.holds(property, state) === 1;
  }

  /** A state's slots. */
  read(state: number): Int32Array<ArrayBuffer> {
    const { packing, arena } = this.layout;
    const words = new BigUint64Array(this.exports.memory.buffer, arena + state * packing.words * 8, packing.words);
    const slots = new Int32Array(this.composed.slots.length);
    unpackState(packing, words, slots);
    return slots;
  }

  private global(name: string): number {
    return this.exports[name]?.value as number;
  }
}

function finite(length: number): number {
  return length === 2 ** 31 - 1 ? Number.POSITIVE_INFINITY : length;
}

function tablePlaces(states: number): number {
  return 2 ** Math.max(12, Math.ceil(Math.log2((states * 4) / 3)));
}
