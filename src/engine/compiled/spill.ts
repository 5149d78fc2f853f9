import type { Snapshot } from "./checkpoint.js";
import type { Crew } from "./crew.js";
import type { GrowingFile } from "./growingFile.js";
import { type Instance, MOST_LOOKED_UP } from "./instance.js";
import type { Partition } from "./partition.js";
import type { Room } from "./room.js";
import { bytesOfState } from "./searchLayout.js";
import type { Marks, StateFiles } from "./stateFiles.js";

/** Indices of a memory: from one up to, not including, another. */
type Range = readonly [from: number, end: number];

/** Of a memory, which share holds states of a file that are to be expanded, and how many these are at most. */
const SHARE = 1 / 8;
const MOST_AT_ONCE = 1 << 18;
/**
 * A search that is to end beyond a number of states passes it by so many at most, and by that part of them: states in memory may be in the files already, so each time that it comes
 * close these are read from end to end.
 */
const ROOM_AT_THE_END = 1 << 12;
const PART_AT_THE_END = 1 / 32;
/** Batches of states that are looked up between two yields. */
const STRIDE = 16;

/**
 * The states of a search in files, once they are too many for its memory (delayed duplicate detection: Stern and Dill, Using magnetic disk instead of main memory in the
 * Murφ verifier, CAV 1998). Memory then holds some states of the level that is expanded, and states that were found since the last look at the files, each once. When those are
 * as many as fit, and at the end of each level, the file of each memory is read from its beginning: what it has is struck out, and what is left is new and added to it.
 */
export class Spill {
  /** By memory: the states that are there to be expanded. */
  private windows: readonly Range[] = [];
  private begun = false;
  private known: Marks | undefined;

  constructor(
    private readonly crew: Crew,
    readonly files: StateFiles,
    private readonly maxStates = Number.POSITIVE_INFINITY,
  ) {}

  /** Whether states are in files by now. */
  get isOn(): boolean {
    return this.begun;
  }

  /** How many states are in files. */
  get states(): number {
    return this.crew.partitions.reduce((sum, { inFile }) => sum + inFile, 0);
  }

  /** What the files held between the last two levels; nothing as long as all states are in memory. */
  get marks(): Marks | undefined {
    return this.known;
  }

  /**
   * Moves all states into the files, but those of the level that is expanded. Gaps are closed; the files may have some of the states.
   * @param snapshot from before that level; none where initial states are being found
   */
  *begin(snapshot: Snapshot | undefined): Generator<void> {
    const { crew, files } = this;
    this.known = snapshot && files.catchUp(crew.partitions, snapshot);
    this.begun = true;
    this.windows = crew.partitions.map(
      ({ starts }): Range => (snapshot === undefined ? [0, 0] : [starts[snapshot.level] as number, starts[snapshot.level + 1] as number]),
    );
    for (const [at, partition] of crew.partitions.entries()) {
      const { states } = partition;
      this.statesOf(at).add(partition.bytesOf(this.statesOf(at).bytes / this.size, states));
      partition.store(states, this.vacantIn(at, partition));
    }
    yield* this.reopen();
  }

  /** Goes on from files that were kept; false if they are not what was written. */
  *resume(snapshot: Snapshot): Generator<void, boolean> {
    const { crew, files } = this;
    if (![...files.states, ...files.waiting].every((file) => file.verify())) return false;
    this.known = files.marks();
    this.begun = true;
    for (const [at, partition] of crew.partitions.entries()) {
      const kept = snapshot.partitions[at] as Snapshot["partitions"][number];
      partition.restore(kept);
      partition.store(kept.starts.at(-1) as number, this.vacantIn(at, partition));
    }
    yield* this.reopen();
    return true;
  }

  /** Adds what is new of the states that were found to the files, and makes room for others. Gaps are closed. */
  *settle(): Generator<void> {
    for (const [at, partition] of this.crew.partitions.entries()) {
      const added = yield* this.addNew(at, partition);
      partition.store(added, this.vacantIn(at, partition));
    }
    yield* this.reopen();
  }

  /** Forgets the states that were found and are in no file: the search ends. */
  drop(): void {
    for (const partition of this.crew.partitions) partition.reopen();
  }

  /** Reads those of a level's states that are to be expanded next; returns how many, 0 when all of them were. */
  *nextWindow(level: number): Generator<void, number> {
    this.keepWaiting();
    yield;
    this.windows = this.crew.partitions.map((partition, at): Range => {
      const first = (this.files.waiting[at] as GrowingFile).bytes / partition.layout.waiting;
      const count = Math.min(mostAtOnce(partition.room), (partition.starts[level + 1] as number) - first);
      const [from, end] = [first * this.size, (first + count) * this.size];
      for (const [piece, position] of this.statesOf(at).pieces(from, end)) partition.bytesOf(0, count).set(piece, position - from);
      partition.waiting.fill(0, 0, count);
      partition.beginWindow(level, count);
      return [0, count];
    });
    return this.windows.reduce((sum, [, count]) => sum + count, 0);
  }

  /** A level is over, and all of it is in the files. */
  mark(): void {
    this.known = this.files.marks();
  }

  /** Who waits in the states that were expanded is known. */
  private keepWaiting(): void {
    for (const [at, [from, end]] of this.windows.entries())
      (this.files.waiting[at] as GrowingFile).add((this.crew.partitions[at] as Partition).bytesOfWaiting(from, end));
    this.windows = [];
  }

  /** Adds the states of a memory that are not in its file to that; returns how many. */
  private *addNew(at: number, partition: Partition): Generator<void, number> {
    const [from, end] = partition.unstored;
    const known = yield* this.findKnown(at, partition);
    const isKnown = (index: number): boolean => (((known[(index - from) >> 3] as number) >> ((index - from) & 7)) & 1) === 1;
    let added = 0;
    for (let first = from; first < end; ) {
      let last = first;
      while (last < end && !isKnown(last)) last++;
      partition.bytesOf(from, end).copyWithin(added * this.size, (first - from) * this.size, (last - from) * this.size);
      added += last - first;
      for (first = last; first < end && isKnown(first); ) first++;
    }
    this.statesOf(at).add(partition.bytesOf(from, from + added));
    return added;
  }

  /** Which of the states of a memory that are in no file, by their order, are in its file after all: one bit each. */
  private *findKnown(at: number, partition: Partition): Generator<void, Uint8Array> {
    const [from, end] = partition.unstored;
    const known = new Uint8Array((end - from + 7) >> 3);
    if (from === end) return known;
    const note = (index: number): void => {
      known[(index - from) >> 3] = (known[(index - from) >> 3] as number) | (1 << ((index - from) & 7));
    };
    const instance = this.crew.leader.instances[at] as Instance;
    const file = this.statesOf(at);
    let batch = 0;
    for (const [states] of file.pieces(0, partition.inFile * this.size, MOST_LOOKED_UP * this.size)) {
      instance.lookUp(states, note);
      if (++batch % STRIDE === 0) yield;
    }
    return known;
  }

  /** Goes on with empty tables. */
  private *reopen(): Generator<void> {
    const { crew } = this;
    yield* crew.fillTables();
    for (const partition of crew.partitions) partition.reopen();
    const roomAtTheEnd = Math.min(ROOM_AT_THE_END, Math.ceil(PART_AT_THE_END * this.maxStates));
    crew.allot(Math.max(this.maxStates - this.states, roomAtTheEnd) + crew.slack);
  }

  /** The larger part of a memory that is not taken by states to be expanded, now or later in the level. */
  private vacantIn(at: number, { room }: Partition): Range {
    const [from, end] = this.windows[at] ?? [0, 0];
    const after = Math.max(end, mostAtOnce(room));
    return from > room.states - after ? [0, from] : [after, room.states];
  }

  private statesOf(at: number): GrowingFile {
    return this.files.states[at] as GrowingFile;
  }

  /** Bytes of a state. */
  private get size(): number {
    return bytesOfState((this.crew.partitions[0] as Partition).layout);
  }
}

/** States of a file that are in a memory at once to be expanded. */
function mostAtOnce({ states }: Room): number {
  return Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(SHARE * states)));
}
