import { BOX, EDGE, EDGES, MOST_PROCESSES, type ModuleLayout, REPORT, RETURNED, Unpacker } from "../../compiler/targets/assemblyscript/index.js";
import { type Share, waysIn } from "../search/share.js";
import { instantiate, type WasmMemory, type WasmModule } from "./webAssembly.js";

/** What a module exports. */
interface Exports {
  readonly join: (thread: number, partition: number, partitions: number) => void;
  readonly useTable: (places: number, ceiling: number) => void;
  readonly clearTable: (places: number, thread: number, threads: number) => void;
  readonly fillTable: (states: number, thread: number, threads: number) => void;
  readonly begin: (most: number) => number;
  readonly takeWays: (first: number, end: number) => void;
  readonly countWays: () => number;
  readonly run: (length: number, end: number, most: number, limit: number) => number;
  readonly accept: (from: number, to: number, length: number) => number;
  readonly find: (address: number) => number;
  readonly lookUp: (count: number) => void;
  readonly renumber: (from: number, to: number) => void;
  readonly edges: (state: number, from: number, property: number) => number;
  readonly holds: (property: number, state: number) => number;
  /** A module that stores one state of each orbit has this besides. */
  readonly waysOf?: (state: number) => number;
  /** A module with mutants has these two besides. */
  readonly become?: (mutant: number) => void;
  readonly fingerprint?: () => bigint;
}

/** How a thread's search came back: the level is done; it has done as much as it should; it found no room; there are more states than there should be. */
export type Returned = keyof typeof RETURNED;

/** How many states can be looked up at once. */
export const MOST_LOOKED_UP = EDGES;

const RETURNED_BY_NUMBER = Object.keys(RETURNED) as Returned[];

/** A module at work for one thread in the memory of one partition. States have the numbers that they have there. */
export class Instance {
  private readonly exports: Exports;
  private readonly block: number;
  private readonly bytes: Uint8Array<SharedArrayBuffer>;
  private readonly integers: Int32Array<SharedArrayBuffer>;
  private readonly unpacker: Unpacker;
  private readonly nothing = new BigUint64Array(0);
  private readonly longs: BigUint64Array<SharedArrayBuffer>;

  constructor(
    module: WasmModule,
    memory: WasmMemory,
    private readonly layout: ModuleLayout,
    thread: number,
    partition: number,
    partitions: number,
  ) {
    this.exports = instantiate(module, memory) as Exports;
    this.exports.join(thread, partition, partitions);
    this.block = layout.map.blocks + thread * layout.map.block.size;
    this.bytes = new Uint8Array(memory.buffer);
    this.integers = new Int32Array(memory.buffer);
    this.longs = new BigUint64Array(memory.buffer);
    this.unpacker = new Unpacker(layout.packing);
  }

  useTable(places: number, ceiling: number): void {
    this.exports.useTable(places, ceiling);
  }

  /** Clears this thread's share of a table. */
  clearTable(places: number, thread: number, threads: number): void {
    this.exports.clearTable(places, thread, threads);
  }

  /** Puts this thread's share of the states into the table. */
  fillTable(states: number, thread: number, threads: number): void {
    this.exports.fillTable(states, thread, threads);
  }

  /** From now on it is a mutant, by its number in the module; 0 is the model itself. Nothing was searched yet. */
  become(mutant: number): void {
    this.exports.become?.(mutant);
  }

  /** A sum over the edges that were taken, whatever their order; nothing, if the module has no mutants. */
  get fingerprint(): bigint | undefined {
    return this.exports.fingerprint === undefined ? undefined : BigInt.asUintN(64, this.exports.fingerprint());
  }

  /** From now on only a share of the ways to begin is taken; returns how many there are in all. Nothing was searched yet. */
  takeShare(share: Share): number {
    const ways = this.exports.countWays() >>> 0;
    this.exports.takeWays(...waysIn(share, ways));
    return ways;
  }

  /** Finds the initial states, or so many of them in its memory and one more; false when it has to be called again, once there is room. */
  begin(most: number): boolean {
    return this.exports.begin(most) === 1;
  }

  /** Expands up to `most` states before `end`, all of one level, while there are no more than `limit` states. Hands over those in which a process is blocked. */
  run(length: number, end: number, most: number, limit: number, block: (state: number, processes: number) => void): Returned {
    const returned = RETURNED_BY_NUMBER[this.exports.run(length, end, most, limit)] as Returned;
    const { report, blocked } = this.layout.map.block;
    const count = this.integers[(this.block + report + REPORT.blocked) >> 2] as number;
    const at = (this.block + blocked) >> 2;
    for (let each = 0; each < count; each++) block((this.integers[at + 2 * each] as number) >>> 0, this.integers[at + 2 * each + 1] as number);
    return returned;
  }

  /** Whether a box for another partition has no room left. */
  hasFullBox(partitions: number): boolean {
    for (let partition = 0; partition < partitions; partition++) if (this.boxed(partition) === BOX) return true;
    return false;
  }

  /** How many states wait in the box for a partition. */
  boxed(partition: number): number {
    return this.integers[this.sizeAt(partition)] as number;
  }

  /** Moves the states of a box into the inbox of the instance that this thread has in the partition that they belong to. */
  empty(partition: number, to: Instance): void {
    const { boxes, inbox } = this.layout.map.block;
    const size = this.layout.packing.words * 8;
    const from = this.block + boxes + partition * BOX * size;
    to.bytes.set(this.bytes.subarray(from, from + this.boxed(partition) * size), to.block + inbox);
    this.integers[this.sizeAt(partition)] = 0;
  }

  /** Adds states of the inbox; returns the number of the first for which there was no room. @param length transitions on a shortest path to them */
  accept(from: number, to: number, length: number): number {
    return this.exports.accept(from, to, length);
  }

  renumber(from: number, to: number): void {
    this.exports.renumber(from, to);
  }

  /**
   * Visits the edges of an expanded state, in the order of processes and choices: the target, the process that moves, whether the step property that
   * is `asked` is false of it, the words of the target if that is elsewhere, and, where copies are renumbered, which process each is in the target.
   */
  edges(
    state: number,
    visit: (target: number, mover: number, fails: boolean, leaf: BigUint64Array, arrivals: Uint8Array | undefined) => void,
    asked = -1,
  ): void {
    const { edges, leaves, arrivals } = this.layout.map.block;
    const isQuotient = this.exports.waysOf !== undefined;
    const { words } = this.layout.packing;
    const at = (this.block + edges) >> 2;
    let from = 0;
    let count: number;
    do {
      count = this.exports.edges(state, from, asked);
      const here = Math.min(count - from, EDGES);
      for (let each = 0; each < here; each++) {
        const about = this.integers[at + 2 * each + 1] as number;
        const target = this.integers[at + 2 * each] as number;
        const leaf = (this.block + leaves) / 8 + each * words;
        const arrived = this.block + arrivals + each * MOST_PROCESSES;
        visit(
          target,
          about & 0xff,
          about >> 8 !== 0,
          target === EDGE.elsewhere ? this.longs.subarray(leaf, leaf + words) : this.nothing,
          isQuotient ? this.bytes.subarray(arrived, arrived + MOST_PROCESSES) : undefined,
        );
      }
      from += here;
    } while (from < count);
  }

  /** In how many orders the copies of a state come out as they are; 1 where copies are not renumbered. */
  waysOf(state: number): number {
    return this.exports.waysOf?.(state) ?? 1;
  }

  /** The number of a state; `EDGE.unknown` if it is not here. */
  find(words: BigUint64Array): number {
    const at = this.block + this.layout.map.block.inbox;
    this.longs.set(words, at / 8);
    return this.exports.find(at) | 0;
  }

  /**
   * Looks for packed states from elsewhere, {@link MOST_LOOKED_UP} at once and at most, and visits the index of each that is here.
   */
  lookUp(states: Uint8Array, visit: (index: number) => void): void {
    const { leaves, edges } = this.layout.map.block;
    const count = states.length / (this.layout.packing.words * 8);
    this.bytes.set(states, this.block + leaves);
    this.exports.lookUp(count);
    const at = (this.block + edges) >> 2;
    for (let each = 0; each < count; each++) if (this.integers[at + each] !== EDGE.unknown) visit((this.integers[at + each] as number) >>> 0);
  }

  /** Whether a state property is true of a state; nothing, where it breaks a rule of the language. */
  holds(property: number, state: number): boolean | undefined {
    return ([false, true] as const)[this.exports.holds(property, state)];
  }

  /** A state's slots. */
  read(state: number): Int32Array<ArrayBuffer> {
    const { packing, arena } = this.layout;
    const slots = new Int32Array(this.unpacker.slots);
    this.unpacker.unpack(this.integers, (arena + state * packing.words * 8) / 4, slots);
    return slots;
  }

  private sizeAt(partition: number): number {
    return (this.block + this.layout.map.block.sizes + 4 * partition) >> 2;
  }
}
