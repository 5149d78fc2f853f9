import { EDGE } from "../../compiler/targets/assemblyscript/index.js";
import type { End } from "../search/canonicalPath.js";
import type { Explored, Surroundings } from "./explored.js";
import type { GrowingFile } from "./growingFile.js";
import type { Instance } from "./instance.js";
import type { Partition } from "./partition.js";
import { placesFor } from "./room.js";
import { bytesOfState } from "./searchLayout.js";
import type { StateFiles } from "./stateFiles.js";
import { StateRow } from "./stateRow.js";
import { type Stuck, stuckAmong } from "./stuckStates.js";
import { before, type Waiter, type Waiting, waitingAt } from "./waiting.js";

/** States of a level that are read at once. */
const WINDOW = 1 << 14;

/** States of one level that were read: they have the indices from `at` on. */
interface Window {
  readonly at: number;
  readonly count: number;
  /** Of the first of them, in the whole graph, and in its level. */
  readonly number: number;
  readonly place: number;
}

/** What of a level is left open: in which of its states somebody waits, by their places in it, and who. */
interface Open {
  readonly places: Uint32Array;
  readonly waiting: Waiting;
}

/**
 * The states of a search that is over, in files. They have the numbers that they would have in memory: level by level, and within a level memory by memory. What is asked
 * of them is asked in the first memory, into which they are read, a part of a level at a time: nothing of the search is in there any more.
 */
export class StoredStates implements Explored {
  /** The first state of each breadth-first level, and where the next one begins. */
  readonly levels: readonly number[];
  private readonly memory: Partition;
  private readonly size: number;

  /** @param instance has the first memory for itself */
  constructor(
    private readonly files: StateFiles,
    private readonly partitions: readonly Partition[],
    private readonly instance: Instance,
  ) {
    this.memory = partitions[0] as Partition;
    this.size = bytesOfState(this.memory.layout);
    this.levels = this.memory.starts.map((_, level) => partitions.reduce((sum, { starts }) => sum + (starts[level] as number), 0));
    this.fillTable(0);
  }

  get states(): number {
    return this.levels.at(-1) as number;
  }

  *ways(): Iterable<number> {
    for (let level = 0; level < this.levels.length; level++)
      for (const { count } of this.windows(level)) for (let each = 0; each < count; each++) yield this.instance.waysOf(each);
  }

  statesWhere(level: number, property: number, truth: boolean): End[] {
    const ends: End[] = [];
    for (const { count, number } of this.windows(level)) {
      for (let each = 0; each < count; each++) if (this.instance.holds(property, each) === truth) ends.push({ state: number + each });
    }
    return ends;
  }

  leavesWhere(level: number, before: number, property?: number): End[] {
    const ends: End[] = [];
    for (const { count, number } of this.windows(level)) {
      for (let each = 0; each < count && number + each < before; each++) {
        let leaf = 0;
        this.visitEdges(
          each,
          (target, _, fails) => {
            if (property === undefined ? target === EDGE.nowhere : fails) ends.push({ state: number + each, leaf });
            leaf++;
          },
          property,
        );
      }
    }
    return ends;
  }

  /**
   * States are read level by level, from that of the ends back, and those are kept that lead to one that was kept. If all that lie on shortest paths are more than fit into
   * memory, some of each level are taken, so that there still is a path.
   */
  around(ends: readonly End[], level: number): Surroundings {
    const wanted = new Set(ends.map(({ state }) => state));
    let next = this.pick(level, this.room >> 1, (_, number) => wanted.has(number));
    const rows = [next];
    let left = this.room - this.window - next.length;
    for (let before = level - 1; before >= 0; before--) {
      const known = this.load([next]).length;
      next = this.pick(before, Math.max(1, left >> 1), (index) => this.leadsOn(index), known);
      left -= next.length;
      rows.unshift(next);
    }
    const numbers = this.load(rows);
    const indices = new Map(numbers.map((number, index) => [number, index]));
    return {
      levels: levelsOf(rows),
      ends: ends.flatMap((end) => (indices.has(end.state) ? [{ ...end, state: indices.get(end.state) as number }] : [])),
      edges: (state, visit) => this.visitEdges(state, (target, mover, _, arrivals) => visit(target, mover, arrivals?.[mover])),
      read: (state) => this.instance.read(state),
      numberOf: (state) => numbers[state] as number,
    };
  }

  /**
   * By process: where it is stuck for good; nothing, if that takes more memory than there is. As in memory, each state is asked whether a successor lets a process go on, from
   * the last state back; but only about successors in the next level. What that leaves open is kept at the end of the memory, and decided together.
   */
  *findStuck(processes: number): Generator<void, readonly Stuck[] | undefined> {
    const open: Open[] = [];
    let kept = 0;
    let after = this.waitingIn(this.levels.length - 1);
    for (let level = this.levels.length - 2; level >= 0; level--) {
      const stay = this.waitingIn(level);
      yield* this.leaveThoseWhoGoOn(level, stay, after, this.room - kept);
      const waiting = stay.filter((bits) => bits !== 0);
      kept += waiting.length;
      if (kept > this.room - 2) return undefined;
      open.unshift({ places: this.copyWaiters(level, stay, waiting.length, this.room - kept), waiting });
      after = stay;
    }
    this.memory.bytesOf(0, this.room).copyWithin(0, (this.room - kept) * this.size);
    this.fillTable(kept);
    const starts = levelsOf(open.map(({ places }) => places));
    const numbered = numberWaiters(open.map(({ waiting }) => waiting));
    const stuck = stuckAmong(numbered, processes, starts, (state, visit) =>
      this.visitEdges(state, (target, _mover, _fails, arrivals) => (target >= 0 || target === EDGE.unknown) && visit(target, arrivals)),
    );
    return stuck.map(({ states, level }) => ({ states: states.map((state) => this.numberOf(open, level, state - (starts[level] as number))), level }));
  }

  /** The number that a state has in the whole graph which is one of those left open in a level. */
  private numberOf(open: readonly Open[], level: number, at: number): number {
    return (this.levels[level] as number) + ((open[level] as Open).places[at] as number);
  }

  /** Copies the states of a level in which somebody waits to the indices from `to` on; returns their places in the level. */
  private copyWaiters(level: number, waiting: Waiting, count: number, to: number): Uint32Array {
    const places = new Uint32Array(count);
    let found = 0;
    for (const { at, count: read, place } of this.windows(level, 0, Math.min(this.window, to))) {
      for (let each = 0; each < read; each++) {
        if (waiting[place + each] === 0) continue;
        this.memory.bytesOf(to + found, to + found + 1).set(this.memory.bytesOf(at + each, at + each + 1));
        places[found++] = place + each;
      }
    }
    return places;
  }

  /**
   * Of who waits in the states of a level, takes those out whom a successor in the next level lets go on.
   * @param after who still waits there
   * @param room of how many states may be read at once
   */
  private *leaveThoseWhoGoOn(level: number, waiting: Waiting, after: Waiting, room: number): Generator<void> {
    const part = Math.min(this.window, room >> 1);
    for (const next of this.windows(level + 1, 0, room - part)) {
      this.fillTable(next.count);
      for (const { at, count, place } of this.windows(level, next.count, part)) {
        for (let each = 0; each < count; each++) {
          let stay = waiting[place + each] as number;
          if (stay === 0) continue;
          this.visitEdges(at + each, (target, _mover, _fails, arrivals) => {
            if (target >= 0) stay &= before(after[next.place + target] as number, stay, arrivals);
          });
          waiting[place + each] = stay;
        }
        yield;
      }
    }
  }

  /** Who waits in the states of a level. */
  private waitingIn(level: number): Waiting {
    const { waiting } = this.memory.layout;
    const bytes = new Uint8Array(this.sizeOf(level) * waiting);
    let at = 0;
    for (const [memory, { starts }] of this.partitions.entries()) {
      const [from, end] = rangeOf(starts, level);
      for (const [piece] of (this.files.waiting[memory] as GrowingFile).pieces(from * waiting, end * waiting)) {
        bytes.set(piece, at);
        at += piece.length;
      }
    }
    return waitingAt(bytes.buffer, 0, bytes.length / waiting, waiting);
  }

  /** Those states of a level that are wanted, as many of them as there is room for. @param at where they are read to @param isWanted by index, number and place in the level */
  private pick(level: number, most: number, isWanted: (index: number, number: number, place: number) => boolean, at = 0): StateRow {
    const row = new StateRow(this.size);
    for (const { count, number, place } of this.windows(level, at)) {
      for (let each = 0; each < count && row.length < most; each++)
        if (isWanted(at + each, number + each, place + each)) row.push(number + each, this.memory.bytesOf(at + each, at + each + 1));
    }
    return row;
  }

  /** Whether some edge of a state leads to one that is in the table. */
  private leadsOn(index: number): boolean {
    let leads = false;
    this.visitEdges(index, (target) => {
      leads ||= target >= 0;
    });
    return leads;
  }

  private visitEdges(index: number, visit: (target: number, mover: number, fails: boolean, arrivals: Uint8Array | undefined) => void, asked?: number): void {
    this.instance.edges(index, (target, mover, fails, _, arrivals) => visit(target, mover, fails, arrivals), asked);
  }

  /** Reads a level, some states at a time, to the same indices, from `at` on. */
  private *windows(level: number, at = 0, most = this.window): Generator<Window> {
    let place = 0;
    for (const [memory, { starts }] of this.partitions.entries()) {
      const [from, end] = rangeOf(starts, level);
      for (let first = from; first < end; first += most) {
        const count = Math.min(most, end - first);
        const bytes = this.memory.bytesOf(at, at + count);
        for (const [piece, position] of (this.files.states[memory] as GrowingFile).pieces(first * this.size, (first + count) * this.size))
          bytes.set(piece, position - first * this.size);
        yield { at, count, place, number: (this.levels[level] as number) + place };
        place += count;
      }
    }
  }

  /** Puts states into memory, with their table; returns their numbers by index. */
  private load(rows: readonly StateRow[]): readonly number[] {
    let at = 0;
    for (const row of rows) {
      this.memory.bytesOf(at, at + row.length).set(row.bytes);
      at += row.length;
    }
    this.fillTable(at);
    return rows.flatMap(({ numbers }) => numbers);
  }

  /** The table is that of the first states in memory. */
  private fillTable(states: number): void {
    const places = placesFor(states, this.memory.room.places);
    this.instance.useTable(places, this.room);
    this.instance.clearTable(places, 0, 1);
    this.instance.fillTable(states, 0, 1);
  }

  private sizeOf(level: number): number {
    return this.partitions.reduce((sum, { starts }) => sum + rangeOf(starts, level)[1] - rangeOf(starts, level)[0], 0);
  }

  private get room(): number {
    return this.memory.room.states;
  }

  private get window(): number {
    return Math.max(1, Math.min(WINDOW, this.room >> 2));
  }
}

/** The places in a file that the states of a level have; none, if it has no such level. */
function rangeOf(starts: readonly number[], level: number): readonly [from: number, end: number] {
  const end = starts[level + 1];
  return end === undefined ? [0, 0] : [starts[level] as number, end];
}

/** Who waits in states that are numbered row by row. */
function* numberWaiters(rows: readonly Waiting[]): Iterable<Waiter> {
  let state = 0;
  for (const row of rows) for (const bits of row) yield [state++, bits];
}

/** Where each row begins if they come one after the other, and where the last one ends. */
function levelsOf(rows: readonly { readonly length: number }[]): readonly number[] {
  const levels = [0];
  for (const { length } of rows) levels.push((levels.at(-1) as number) + length);
  return levels;
}
