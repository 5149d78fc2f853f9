import { CONTROL, PROPERTY, REPORT, SPARE } from "../../compiler/targets/assemblyscript/index.js";
import type { PartitionSnapshot, Tally } from "./checkpoint.js";
import { firstPlaces, fitting, grown, type Room } from "./room.js";
import { bytesOfState, capacity, type SearchLayout } from "./searchLayout.js";
import { type Waiting, waitingAt } from "./waiting.js";
import type { WasmMemory } from "./webAssembly.js";

/** Indices of the arena that a thread has taken and not used: from the first up to, not including, the second. */
export type Unused = readonly [from: number, to: number];

/** More states than a memory has indices for. */
export const NO_LIMIT = 2 ** 32 - 1;

/** How long a path is to what was never found. */
const NEVER = 2 ** 31 - 1;

/** One memory of a search: the states whose hash falls to it, their table, and what threads share and report there. Its words are 32 bits wide. */
export class Partition {
  /** The first state of each breadth-first level, and where the next one begins. */
  readonly starts: number[] = [0];
  /** By the index of a state that was expanded: who waits in it. */
  readonly waiting: Waiting;
  private readonly words: Int32Array<SharedArrayBuffer>;
  /** How many states are in a file, and the index of the first that is not. */
  private stored = 0;
  private base = 0;

  constructor(
    readonly memory: WasmMemory,
    readonly layout: SearchLayout,
    private readonly threads: number,
    /** The leader's business. */
    readonly room: Room = { places: 0, states: 0 },
  ) {
    this.words = new Int32Array(memory.buffer);
    const states = capacity(layout, memory.buffer.byteLength);
    this.waiting = waitingAt(memory.buffer, layout.arena + states * bytesOfState(layout), states, layout.waiting);
  }

  /** Makes a memory ready that nobody has used. */
  prepare(): void {
    this.use(firstPlaces(this.room.places));
    for (let thread = 0; thread < this.threads; thread++) {
      this.finish(thread, true);
      this.write(this.report(thread) + REPORT.domains, NEVER);
      for (let property = 0; property < this.layout.properties; property++) this.write(this.property(thread, property) + PROPERTY.answered, NEVER);
    }
  }

  /** A 32-bit integer that the threads share: what {@link CONTROL} says. */
  get(what: Exclude<keyof typeof CONTROL, "size">): number {
    return Atomics.load(this.words, this.controlAt(what)) >>> 0;
  }

  set(what: Exclude<keyof typeof CONTROL, "size">, value: number): void {
    Atomics.store(this.words, this.controlAt(what), value | 0);
  }

  /** Adds to a shared integer; returns what it was. */
  add(what: "cursor" | "waiting", number: number): number {
    return Atomics.add(this.words, this.controlAt(what), number) >>> 0;
  }

  /**
   * States, indices not counted that threads have taken and not used. While they are at work, it is what it was a moment ago. Once states are in files, others that are
   * in memory may be among those.
   */
  get states(): number {
    return this.stored - this.base + this.end;
  }

  /** The sum, over the threads, of what each reports. */
  sum(what: "transitions" | "expanded" | "reduced"): number {
    return this.byThread((thread) => {
      const at = this.report(thread) + REPORT[what];
      return what === "transitions" ? this.wide(at) : this.read(at) >>> 0;
    }).reduce((sum, each) => sum + each, 0);
  }

  /** How often a step fired, by the number of its counter. */
  fired(counter: number): number {
    return this.byThread((thread) => this.wide(this.block(thread) + this.layout.map.block.fired + 8 * counter)).reduce((sum, each) => sum + each, 0);
  }

  /** What the first thread says in whose search a property broke a rule of the language. */
  halted(): { readonly culprit: number; readonly evidence: number } | undefined {
    for (let thread = 0; thread < this.threads; thread++) {
      const at = this.report(thread);
      if (this.read(at + REPORT.halted) !== 0) return { culprit: this.read(at + REPORT.culprit), evidence: this.read(at + REPORT.evidence) >>> 0 };
    }
    return undefined;
  }

  /** Transitions to the first leaf that broke a rule; infinite if none did. */
  get brokenAt(): number {
    return finite(Math.min(...this.byThread((thread) => this.read(this.report(thread) + REPORT.domains))));
  }

  /** Transitions to the first state or leaf that answers a property; infinite if there is none. */
  answeredAt(property: number): number {
    return finite(Math.min(...this.byThread((thread) => this.read(this.property(thread, property) + PROPERTY.answered))));
  }

  /** Whether a property has implications, and whether the left side of one was ever true. */
  implications(property: number): { readonly conditional: boolean; readonly conditionMet: boolean } {
    const some = (what: "seen" | "met"): boolean => this.byThread((thread) => this.read(this.property(thread, property) + PROPERTY[what])).includes(1);
    return { conditional: some("seen"), conditionMet: some("met") };
  }

  /** Tells the threads what is known of a property. Nobody is at work. */
  learn(property: number, length: number, { conditional, conditionMet }: { readonly conditional: boolean; readonly conditionMet: boolean }): void {
    for (let thread = 0; thread < this.threads; thread++) {
      const at = this.property(thread, property);
      this.write(at + PROPERTY.answered, Math.min(length, NEVER));
      this.write(at + PROPERTY.seen, Number(conditional));
      this.write(at + PROPERTY.met, Number(conditionMet));
    }
  }

  /** The states of a level are to be expanded. */
  begin(level: number): void {
    this.set("length", level + 1);
    this.set("cursor", this.starts[level] as number);
    this.set("end", this.starts[level + 1] as number);
  }

  /** States of a level that were read from a file, and have the first indices, are to be expanded. */
  beginWindow(level: number, states: number): void {
    this.set("length", level + 1);
    this.set("cursor", 0);
    this.set("end", states);
  }

  /** States are expanded for as long as there are no more than so many further ones in this memory. Gaps are closed. */
  allot(more: number): void {
    this.set("limit", Math.min(NO_LIMIT, this.get("reserved") + more));
  }

  /** A thread says whether it has anything left to do in the level. */
  finish(thread: number, finished: boolean): void {
    this.write(this.report(thread) + REPORT.finished, finished ? 1 : 0);
  }

  /** Whether no thread has anything left to do in the level. Nobody is at work. */
  get isFinished(): boolean {
    return this.byThread((thread) => this.read(this.report(thread) + REPORT.finished)).every((finished) => finished === 1);
  }

  /** Waits until a shared integer is another one than it was, for so many milliseconds at most. */
  wait(what: "generation" | "arrived", was: number, most?: number): void {
    Atomics.wait(this.words, this.controlAt(what), was | 0, most);
  }

  /** Adds one to a shared integer, and wakes those who wait for that. */
  count(what: "generation" | "arrived"): void {
    Atomics.add(this.words, this.controlAt(what), 1);
    Atomics.notify(this.words, this.controlAt(what));
  }

  /**
   * Gives up the indices that threads have taken and not used: the last states move there, so that states are numbered without a gap. Nobody is at work.
   * @param renumber moves one state
   */
  closeGaps(renumber: (from: number, to: number) => void): void {
    const unused = this.unused();
    const { end } = this;
    const isUsed = (index: number): boolean => !unused.some(([from, to]) => from <= index && index < to);
    let last = this.get("reserved");
    for (const [from, to] of unused) {
      for (let gap = from; gap < Math.min(to, end); gap++) {
        do last--;
        while (!isUsed(last));
        renumber(last, gap);
      }
    }
    this.set("reserved", end);
    for (let thread = 0; thread < this.threads; thread++) {
      this.write(this.report(thread) + REPORT.spare, 0);
      this.write(this.report(thread) + REPORT.spareEnd, 0);
    }
  }

  /** Whether some thread may not have found room for a state. Gaps are closed. */
  get isCrowded(): boolean {
    return this.get("reserved") + SPARE * (this.threads + 1) > this.get("ceiling");
  }

  /** Gets more room: false if there is none. The table then has to be cleared and filled. */
  grow(): boolean {
    const places = this.get("places");
    if (places >= this.room.places) return false;
    this.use(grown(places, this.room.places));
    return true;
  }

  /** How many states are in a file. */
  get inFile(): number {
    return this.stored;
  }

  /** The indices of the states that are in no file. Gaps are closed. */
  get unstored(): readonly [from: number, to: number] {
    return [this.base, this.get("reserved")];
  }

  /**
   * So many more states are in a file, and all others are forgotten; from now on, states take indices from one up to, not including, another. First the
   * table has to be cleared; then {@link reopen} goes on.
   */
  store(states: number, [from, end]: readonly [from: number, end: number]): void {
    const { places } = this.room;
    this.stored += states;
    this.base = from;
    this.set("reserved", 0);
    this.set("places", places);
    this.set("ceiling", Math.min(end, from + fitting(places)));
  }

  /** States are taken again. */
  reopen(): void {
    this.set("reserved", this.base);
  }

  /** Memory that the states take, in bytes: their words and the table. */
  get bytes(): number {
    return (this.stored > 0 ? this.room.states : this.states) * (bytesOfState(this.layout) + this.layout.waiting) + 4 * this.get("places");
  }

  /** What the threads have reported so far, added up. Nobody is at work. @param steps how many counters there are */
  tally(steps: number): Tally {
    return {
      transitions: this.sum("transitions"),
      expanded: this.sum("expanded"),
      reduced: this.sum("reduced"),
      brokenAt: Math.min(this.brokenAt, NEVER),
      fired: Array.from({ length: steps }, (_, counter) => this.fired(counter)),
      properties: Array.from({ length: this.layout.properties }, (_, property) => ({
        answeredAt: Math.min(this.answeredAt(property), NEVER),
        ...this.implications(property),
      })),
    };
  }

  /** Makes the table large enough for so many states; false if there is no room for them. The table then has to be cleared and filled. */
  makeRoomFor(states: number): boolean {
    while (this.get("ceiling") < states) if (!this.grow()) return false;
    return true;
  }

  /** In how many of so many states, the first ones, somebody waits. */
  countWaiting(states: number): number {
    let count = 0;
    for (let state = 0; state < states; state++) if (this.waiting[state] !== 0) count++;
    return count;
  }

  /** Takes up where another search stood. There is room for its states, and the table has to be filled. */
  restore({ starts, tally }: PartitionSnapshot): void {
    this.starts.splice(0, Number.POSITIVE_INFINITY, ...starts);
    this.set("reserved", starts.at(-1) as number);
    const report = this.report(0);
    this.writeWide(report + REPORT.transitions, tally.transitions);
    this.write(report + REPORT.expanded, tally.expanded);
    this.write(report + REPORT.reduced, tally.reduced);
    this.write(report + REPORT.domains, tally.brokenAt);
    for (const [counter, fired] of tally.fired.entries()) this.writeWide(this.block(0) + this.layout.map.block.fired + 8 * counter, fired);
    for (const [property, { answeredAt, ...implications }] of tally.properties.entries()) this.learn(property, answeredAt, implications);
  }

  /** The bytes of the states from one index up to, not including, another. */
  bytesOf(from: number, to: number): Uint8Array<SharedArrayBuffer> {
    const size = bytesOfState(this.layout);
    return new Uint8Array(this.memory.buffer, this.layout.arena + from * size, (to - from) * size);
  }

  /** The bytes of who waits in the states from one index up to, not including, another. */
  bytesOfWaiting(from: number, to: number): Uint8Array {
    const { buffer, byteOffset } = this.waiting;
    return new Uint8Array(buffer, byteOffset + from * this.layout.waiting, (to - from) * this.layout.waiting);
  }

  private controlAt(what: Exclude<keyof typeof CONTROL, "size">): number {
    return (this.layout.map.control + CONTROL[what]) >> 2;
  }

  private use(places: number): void {
    this.set("places", places);
    this.set("ceiling", Math.min(this.room.states, fitting(places)));
  }

  /** Where the states end, if those were the last that threads have taken indices for. */
  private get end(): number {
    return this.get("reserved") - this.unused().reduce((sum, [from, to]) => sum + to - from, 0);
  }

  private unused(): Unused[] {
    return this.byThread((thread): Unused => [this.read(this.report(thread) + REPORT.spare) >>> 0, this.read(this.report(thread) + REPORT.spareEnd) >>> 0]);
  }

  private byThread<T>(read: (thread: number) => T): T[] {
    return Array.from({ length: this.threads }, (_, thread) => read(thread));
  }

  private block(thread: number): number {
    const { blocks, block } = this.layout.map;
    return blocks + thread * block.size;
  }

  private report(thread: number): number {
    return this.block(thread) + this.layout.map.block.report;
  }

  private property(thread: number, property: number): number {
    return this.report(thread) + REPORT.properties + property * PROPERTY.size;
  }

  private read(address: number): number {
    return this.words[address >> 2] as number;
  }

  private write(address: number, value: number): void {
    this.words[address >> 2] = value;
  }

  private writeWide(address: number, value: number): void {
    this.write(address, (value % 2 ** 32) | 0);
    this.write(address + 4, Math.floor(value / 2 ** 32));
  }

  private wide(address: number): number {
    return (this.read(address) >>> 0) + 2 ** 32 * (this.read(address + 4) >>> 0);
  }
}

function finite(length: number): number {
  return length === NEVER ? Number.POSITIVE_INFINITY : length;
}
