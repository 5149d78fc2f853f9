import { EDGE } from "../../compiler/targets/assemblyscript/index.js";
import type { End } from "../search/canonicalPath.js";
import type { Explored, Surroundings } from "./explored.js";
import type { Instance } from "./instance.js";
import type { Partition } from "./partition.js";
import type { Waiter } from "./waiting.js";

/**
 * The states of all partitions, numbered level by level, and within a level partition by partition. With one partition a state's number is its index there.
 */
export class StateSpace implements Explored {
  /** The first state of each breadth-first level, and where the next one begins. */
  readonly levels: number[] = [0];

  /** The one instance, where there is one partition: a state's number is its index there, and nothing is looked for. */
  private readonly only: Instance | undefined;

  /** @param instances one in each partition */
  constructor(
    private readonly partitions: readonly Partition[],
    private readonly instances: readonly Instance[],
  ) {
    this.only = instances.length === 1 ? instances[0] : undefined;
  }

  /** Distinct states that are known by now. */
  get states(): number {
    return this.partitions.reduce((sum, { states }) => sum + states, 0);
  }

  /** The states that were found since make up the next level. Gaps are closed. */
  closeLevel(): void {
    for (const partition of this.partitions) partition.starts.push(partition.states);
    this.levels.push(this.states);
  }

  /** The levels are those that the partitions have: a search goes on. */
  reopen(): void {
    const [first] = this.partitions as readonly [Partition];
    const ends = first.starts.map((_, level) => this.partitions.reduce((sum, { starts }) => sum + (starts[level] as number), 0));
    this.levels.splice(0, Number.POSITIVE_INFINITY, ...ends);
  }

  /** Visits the edges of an expanded state, in the order of processes and choices; the target is an `EDGE` where it is no state. */
  edges(state: number, visit: (target: number, mover: number, fails: boolean, arrivals: Uint8Array | undefined) => void, asked?: number): void {
    if (this.only !== undefined) {
      this.only.edges(state, (target, mover, fails, _, arrivals) => visit(target, mover, fails, arrivals), asked);
      return;
    }
    const [partition, index] = this.locate(state);
    (this.instances[partition] as Instance).edges(
      index,
      (target, mover, fails, leaf, arrivals) => visit(target === EDGE.elsewhere ? this.find(leaf) : this.numberOf(partition, target), mover, fails, arrivals),
      asked,
    );
  }

  /** Whether a state property is true of a state; nothing, where it breaks a rule of the language. */
  holds(property: number, state: number): boolean | undefined {
    if (this.only !== undefined) return this.only.holds(property, state);
    const [partition, index] = this.locate(state);
    return (this.instances[partition] as Instance).holds(property, index);
  }

  /** A state's slots. */
  read(state: number): Int32Array<ArrayBuffer> {
    if (this.only !== undefined) return this.only.read(state);
    const [partition, index] = this.locate(state);
    return (this.instances[partition] as Instance).read(index);
  }

  *ways(): Iterable<number> {
    for (const [at, { states }] of this.partitions.entries()) for (let index = 0; index < states; index++) yield (this.instances[at] as Instance).waysOf(index);
  }

  /** The states in which somebody waits, in ascending order, and who does. */
  *waiters(): Iterable<Waiter> {
    let state = 0;
    for (const level of this.levels.keys()) {
      for (const { starts, waiting } of this.partitions) {
        const end = starts[level + 1] ?? (starts[level] as number);
        for (let index = starts[level] as number; index < end; index++, state++) if (waiting[index] !== 0) yield [state, waiting[index] as number];
      }
    }
  }

  statesWhere(level: number, property: number, truth: boolean): End[] {
    const ends: End[] = [];
    const end = this.levels[level + 1] ?? this.states;
    for (let state = this.levels[level] ?? end; state < end; state++) if (this.holds(property, state) === truth) ends.push({ state });
    return ends;
  }

  leavesWhere(level: number, before: number, property?: number): End[] {
    const ends: End[] = [];
    const end = Math.min(this.levels[level + 1] ?? before, before);
    for (let state = this.levels[level] ?? end; state < end; state++) {
      let leaf = 0;
      this.edges(
        state,
        (target, _, fails) => {
          if (property === undefined ? target === EDGE.nowhere : fails) ends.push({ state, leaf });
          leaf++;
        },
        property,
      );
    }
    return ends;
  }

  around(ends: readonly End[]): Surroundings {
    return {
      levels: this.levels,
      ends,
      edges: (state, visit) => this.edges(state, (target, mover, _, arrivals) => visit(target, mover, arrivals?.[mover])),
      read: (state) => this.read(state),
      numberOf: (state) => state,
    };
  }

  /** The number of a state that has an index in a partition; what is negative stays as it is. */
  private numberOf(partition: number, index: number): number {
    if (index < 0) return index;
    const { starts } = this.partitions[partition] as Partition;
    const level = lastUpTo(starts, index);
    const before = this.partitions.slice(0, partition).reduce((sum, { starts: others }) => sum + sizeOf(others, level), 0);
    return (this.levels[level] as number) + before + index - (starts[level] as number);
  }

  private find(words: BigUint64Array): number {
    for (const [partition, instance] of this.instances.entries()) {
      const index = instance.find(words);
      if (index >= 0) return this.numberOf(partition, index);
    }
    return EDGE.unknown;
  }

  private locate(state: number): readonly [partition: number, index: number] {
    const level = lastUpTo(this.levels, state);
    let rest = state - (this.levels[level] as number);
    let partition = 0;
    for (const { starts } of this.partitions) {
      const size = sizeOf(starts, level);
      if (rest < size) return [partition, (starts[level] as number) + rest];
      rest -= size;
      partition++;
    }
    throw new RangeError(`there is no state ${state}`);
  }
}

function sizeOf(starts: readonly number[], level: number): number {
  return (starts[level + 1] as number) - (starts[level] as number);
}

/** The last position at which an ascending list has no more than a number. */
function lastUpTo(list: readonly number[], wanted: number): number {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle] as number) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
