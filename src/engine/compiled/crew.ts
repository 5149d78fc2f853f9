import { SPARE } from "../../compiler/targets/assemblyscript/index.js";
import { SpecError } from "../../language/errors.js";
import { runningModule } from "../../language/packageFolder.js";
import { startThread } from "../startThread.js";
import { Instance, type Returned } from "./instance.js";
import { Partition } from "./partition.js";
import type { Room } from "./room.js";
import { bytesOfState, type SearchLayout } from "./searchLayout.js";
import { type Assignment, COMMANDS, type Command, SearchWorker } from "./searchWorker.js";
import { allocate, type WasmModule } from "./webAssembly.js";

/** Milliseconds that a slice of the search should take, and how long to wait at once for the other threads. */
const SLICE = 10;
/** States expanded in the first slice, and in any other, however fast it goes. */
const FIRST_SLICE = 512;
const MOST_A_SLICE = 1 << 20;
/** A level that is so many times as large as one that others are woken for is worth waiting until they are there: to start a thread takes some ten milliseconds. */
const WORTH_WAITING = 64;

/**
 * All threads of a search and the memories that they share. This thread leads: it gives a command, takes its part, and waits until the others have taken theirs, so
 * between two commands nobody but it is at work.
 */
export class Crew {
  readonly partitions: readonly Partition[];
  readonly leader: SearchWorker;
  /** The other threads. They are started for the first level that is worth it, for most searches are over by then; they count themselves as arrived when they are there. */
  private readonly mates: number;
  private isHired = false;
  private isTogether = false;
  private readonly assignment: Assignment;
  private lost: Error | undefined;
  private slice = FIRST_SLICE;

  /**
   * @param rooms one for each memory
   * @param worthWaking states of a level from which on the others are woken for it
   * @throws RangeError if the machine does not have the memory
   */
  constructor(
    private readonly module: WasmModule,
    private readonly layout: SearchLayout,
    threads: number,
    rooms: readonly Room[],
    private readonly worthWaking: number,
  ) {
    const memories = rooms.map(({ states }) => allocate(layout.arena + states * (bytesOfState(layout) + layout.waiting)));
    this.partitions = memories.map((memory, at) => new Partition(memory, layout, threads, rooms[at] as Room));
    for (const partition of this.partitions) partition.prepare();
    this.assignment = { module, memories, layout, thread: 0, threads };
    this.leader = new SearchWorker(this.partitions, this.assignment);
    this.mates = threads - 1;
  }

  /** Expands a level of so many states, or what is left of it; false if something is left of it. It yields every few milliseconds. */
  *expand(states: number): Generator<void, boolean> {
    for (const partition of this.partitions) partition.set("stop", 0);
    const together = states >= this.worthWaking && (yield* this.gather(states));
    if (together) this.command("run");
    let returned: Returned;
    do {
      const since = performance.now();
      returned = this.leader.run(this.slice);
      if (performance.now() - since < SLICE) this.slice = Math.min(2 * this.slice, MOST_A_SLICE);
      yield;
    } while (returned === "more" && this.first.get("stop") === 0);
    if (together) yield* this.wait();
    return this.first.isFinished;
  }

  /** Starts the others, and looks whether they are there by now; a large level waits for them. */
  private *gather(states: number): Generator<void, boolean> {
    if (this.mates === 0) return false;
    if (!this.isHired) for (let thread = 1; thread <= this.mates; thread++) this.hire({ ...this.assignment, thread });
    this.isHired = true;
    if (!this.isTogether && this.isWorthWaiting(states)) yield* this.wait();
    this.isTogether ||= this.first.get("arrived") === this.mates;
    return this.isTogether;
  }

  /** Whether the others are there for work on all states. */
  private *gatherForAll(): Generator<void, boolean> {
    const states = this.sum((partition) => partition.get("reserved"));
    return this.isTogether || (this.isWorthWaiting(states) && (yield* this.gather(states)));
  }

  private isWorthWaiting(states: number): boolean {
    return states >= WORTH_WAITING * this.worthWaking;
  }

  /** Those at work come back soon. */
  stop(): void {
    for (const partition of this.partitions) partition.set("stop", 1);
  }

  /**
   * States are expanded for as long as there are no more than so many further ones: each memory has its part of them, and those are given out anew when one is used up. What is
   * passed by is the successors of the states that threads have in hand then, one each, for indices that they have taken and not used count as states. Gaps are closed.
   */
  allot(more: number): void {
    for (const partition of this.partitions) partition.allot(Math.ceil(more / this.partitions.length));
  }

  /** How many indices threads may have taken and not used, in all memories together. */
  get slack(): number {
    return this.size * SPARE * this.partitions.length;
  }

  /** Threads, this one included. */
  get size(): number {
    return this.mates + 1;
  }

  get expanded(): number {
    return this.sum((partition) => partition.sum("expanded"));
  }

  /** States in which some processes were left out. */
  get reduced(): number {
    return this.sum((partition) => partition.sum("reduced"));
  }

  get transitions(): number {
    return this.sum((partition) => partition.sum("transitions"));
  }

  /** Memory that the states take, in bytes: their words and the tables. */
  get bytes(): number {
    return this.sum(({ bytes }) => bytes);
  }

  /** How often a step fired, by the number of its counter: processes one after the other. */
  fired(counter: number): number {
    return this.sum((partition) => partition.fired(counter));
  }

  /** Transitions to the first leaf that broke a rule; infinite if none did. */
  get brokenAt(): number {
    return Math.min(...this.partitions.map(({ brokenAt }) => brokenAt));
  }

  /** Transitions to the first state or leaf that answers a property; infinite if there is none. */
  answeredAt(property: number): number {
    return Math.min(...this.partitions.map((partition) => partition.answeredAt(property)));
  }

  /** Whether a property has implications, and whether the left side of one was ever true. */
  implications(property: number): { readonly conditional: boolean; readonly conditionMet: boolean } {
    const each = this.partitions.map((partition) => partition.implications(property));
    return { conditional: each.some(({ conditional }) => conditional), conditionMet: each.some(({ conditionMet }) => conditionMet) };
  }

  /** Tells every thread what the others found, so that no property is asked where an answer would tell nothing more. Nobody is at work. */
  shareAnswers(): void {
    if (this.size * this.partitions.length === 1) return;
    for (let property = 0; property < this.layout.properties; property++) {
      const length = this.answeredAt(property);
      const implications = this.implications(property);
      for (const partition of this.partitions) partition.learn(property, length, implications);
    }
  }

  /** A property that broke a rule of the language, and the state that it was asked of, or the one before. */
  halted(): { readonly culprit: number; readonly evidence: Int32Array<ArrayBuffer> } | undefined {
    for (const [at, partition] of this.partitions.entries()) {
      const halted = partition.halted();
      if (halted !== undefined) return { culprit: halted.culprit, evidence: (this.leader.instances[at] as Instance).read(halted.evidence) };
    }
    return undefined;
  }

  /** Gives up the indices that threads have taken and not used. Nobody is at work. */
  closeGaps(): void {
    for (const [at, partition] of this.partitions.entries()) partition.closeGaps((from, to) => (this.leader.instances[at] as Instance).renumber(from, to));
  }

  /** Whether some thread may not have found room for a state. Gaps are closed. */
  get isCrowded(): boolean {
    return this.partitions.some((partition) => partition.isCrowded);
  }

  /** Gives the tables more room where it is short; false if there is none. Gaps are closed. */
  *grow(): Generator<void, boolean> {
    const crowded = this.partitions.filter((partition) => partition.isCrowded);
    if (!crowded.every((partition) => partition.grow())) return false;
    if (crowded.length > 0) yield* this.fillTables();
    return true;
  }

  /** Puts all states into tables of the size that they have by now. */
  *fillTables(): Generator<void> {
    const together = yield* this.gatherForAll();
    const threads = together ? this.size : 1;
    if (together) this.command("clear");
    this.leader.clearTables(threads);
    if (together) yield* this.wait();
    if (together) this.command("fill");
    this.leader.fillTables(threads);
    if (together) yield* this.wait();
  }

  /** So many states are taken over in which somebody waits. */
  noteWaiting(states: number): void {
    this.first.add("waiting", states);
  }

  /**
   * When all states are known: takes those out of who waits in each who can go on for sure. What one look at all states leaves another one settles, for as long as that
   * leaves half of it at most: to decide the rest takes three times as long a state.
   * @returns in how many states somebody still waits
   */
  *releaseWaiters(): Generator<void, number> {
    let left = this.first.get("waiting");
    for (let before = Number.POSITIVE_INFINITY; left > 0 && left <= before / 2; ) {
      before = left;
      yield* this.releaseOnce();
      left = this.first.get("waiting");
    }
    return left;
  }

  private *releaseOnce(): Generator<void> {
    const { first } = this;
    for (const what of ["stop", "cursor", "waiting"] as const) first.set(what, 0);
    const together = yield* this.gatherForAll();
    if (together) this.command("release");
    while (this.leader.releaseWaiters()) yield;
    if (together) yield* this.wait();
  }

  /** An instance that has the first memory for itself, and takes every state for one of its own. */
  alone(): Instance {
    return new Instance(this.module, this.first.memory, this.layout, 0, 0, 1);
  }

  /** Sends the others away, whatever they are at. */
  dismiss(): void {
    this.stop();
    this.command("end");
  }

  private sum(of: (partition: Partition) => number): number {
    return this.partitions.reduce((sum, partition) => sum + of(partition), 0);
  }

  private get first(): Partition {
    return this.partitions[0] as Partition;
  }

  private command(command: Command): void {
    this.first.set("command", COMMANDS.indexOf(command));
    this.first.set("arrived", 0);
    this.first.count("generation");
  }

  /** Waits until the others have carried out the last command. */
  private *wait(): Generator<void> {
    for (let arrived = this.first.get("arrived"); arrived < this.mates; arrived = this.first.get("arrived")) {
      this.first.wait("arrived", arrived, SLICE);
      yield;
      if (this.lost !== undefined) throw new SpecError("FL901", `a thread of the search was lost: ${this.lost.message}`, "report it; --workers 1 goes on");
    }
  }

  private hire(assignment: Assignment): void {
    const worker = startThread(runningModule("src/engine/compiled/searchThread"), { workerData: assignment });
    worker.on("error", (error) => {
      this.lost = error;
    });
    worker.unref();
  }
}
