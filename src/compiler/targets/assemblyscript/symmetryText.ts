import { type CopySet, movedSlots } from "../../analysis/symmetry.js";
import { MOST_PROCESSES } from "./memoryMap.js";
import type { PackedCall, PackedSlot, Packing } from "./packing.js";
import { hex } from "./places.js";
import type { Tables } from "./tables.js";

/** Text for a search that stores states as they are. */
export const AS_THEY_ARE = `
// @ts-ignore: decorator
@inline function represent(): void {}

// @ts-ignore: decorator
@inline function noteArrivals(edge: u32): void {}
`;

/** Text that is the same for all sets of copies. */
const COPIES = `
/** The row that is worked on, one that is tried, and the best of those so far. */
let ROW: usize = 0;
let TRIAL: usize = 0;
let BEST: usize = 0;
/** Some copies changed their numbers. */
let isMoved: bool = false;

/** Two copies change their numbers: what belongs to them, and who is meant where they are named. A number is kept as one more than it is, for none is -1. */
function swapCopies(row: usize, columns: usize, length: usize, ids: usize, idsEnd: usize, sets: usize, setsEnd: usize, a: i32, b: i32): void {
  isMoved = true;
  const left = columns + <usize>a * length;
  const right = columns + <usize>b * length;
  for (let at: usize = 0; at < length; at += 2) {
    const here = row + <usize>load<i16>(left + at);
    const there = row + <usize>load<i16>(right + at);
    const value = load<u32>(here);
    store<u32>(here, load<u32>(there));
    store<u32>(there, value);
  }
  for (; ids < idsEnd; ids += 2) {
    const here = row + <usize>load<i16>(ids);
    const number = load<i32>(here) - 1;
    if (number == a) store<i32>(here, b + 1);
    else if (number == b) store<i32>(here, a + 1);
  }
  for (; sets < setsEnd; sets += 2) {
    const here = row + <usize>load<i16>(sets);
    const members = load<u32>(here);
    if (((members >> a) ^ (members >> b)) & 1) store<u32>(here, members ^ (1 << a) ^ (1 << b));
  }
}

/** Compares two copies, which are not the same one, by their keys. */
function compareCopies(row: usize, columns: usize, length: usize, keys: usize, keysEnd: usize, ids: usize, idsEnd: usize, sets: usize, setsEnd: usize, a: i32, b: i32): i32 {
  const left = columns + <usize>a * length;
  const right = columns + <usize>b * length;
  for (; keys < keysEnd; keys += 2) {
    const at = <usize>load<i16>(keys);
    const here = load<u32>(row + <usize>load<i16>(left + at));
    const there = load<u32>(row + <usize>load<i16>(right + at));
    if (here != there) return here < there ? -1 : 1;
  }
  for (; ids < idsEnd; ids += 2) {
    const number = load<i32>(row + <usize>load<i16>(ids)) - 1;
    if (number == a) return 1;
    if (number == b) return -1;
  }
  for (; sets < setsEnd; sets += 2) {
    const members = load<u32>(row + <usize>load<i16>(sets));
    const difference = <i32>((members >> a) & 1) - <i32>((members >> b) & 1);
    if (difference != 0) return difference;
  }
  return 0;
}

function compareRows(a: usize, b: usize): i32 {
  for (let at: usize = 0; at < NUMBERS; at += 4) {
    const here = load<u32>(a + at);
    const there = load<u32>(b + at);
    if (here != there) return here < there ? -1 : 1;
  }
  return 0;
}

/** Puts the representative in the place of the successor: see \`Orbits\`, which does the same. */
function represent(): void {
  unpackCopies(SUCCESSOR);
  isMoved = false;
  arrange();
  if (isMoved) packCopies(SUCCESSOR);
}

/** In how many orders the copies of a state come out as its representative. */
export function waysOf(state: u32): f64 {
  unpackCopies(addressOf(state));
  arrange();
  return waysToArrange() * twins(ROW);
}
`;

/**
 * Text that puts a state's representative in its place, and says which process became which: what `Orbits` does, on the slots that a renumbering may change, unpacked into a
 * row. Locals of a machine that is not active are none: they are at their least in the row, and their bits may be another one's.
 */
export function symmetryText(sets: readonly CopySet[], packing: Packing, tables: Tables, processes: number): string {
  const moved = movedSlots(sets);
  const row = new RowLayout(sets, moved);
  const tried = [...sets.keys()].filter((set) => !sets[set]?.isSorted);
  const sorted = [...sets.keys()].filter((set) => sets[set]?.isSorted);
  return [
    `/** Where the numbers are in a row, and its bytes. */\nconst NUMBERS: usize = ${4 * moved.length};\nconst ROW_SIZE: usize = ${row.size};`,
    COPIES,
    unpackText(sets, moved, packing),
    packText(sets, moved, packing),
    ...sets.map((set, index) => textOfSet(set, index, row, tables)),
    ...(tried.length === 0 ? [sortedText(sorted)] : [triedText(sets, tried, sorted)]),
    `function twins(row: usize): f64 {\n  return ${["1.0", ...sorted.map((set) => `twins${set}(row)`)].join(" * ")};\n}`,
    arrivalsText(sets, row, tables, processes),
  ].join("\n");
}

/** Offsets in a row, in bytes: the slots that are moved, then, by set and number, which copy has that number now. */
class RowLayout {
  private readonly offsets: ReadonlyMap<number, number>;

  constructor(
    private readonly sets: readonly CopySet[],
    private readonly moved: readonly number[],
  ) {
    this.offsets = new Map(moved.map((slot, at) => [slot, 4 * at]));
  }

  slot(slot: number): number {
    return this.offsets.get(slot) as number;
  }

  number(set: number, number: number): number {
    const before = this.sets.slice(0, set).reduce((sum, { count }) => sum + count, 0);
    return 4 * (this.moved.length + before + number);
  }

  get size(): number {
    return this.number(this.sets.length, 0);
  }
}

function textOfSet({ count, columns, ids, subsets, key }: CopySet, set: number, row: RowLayout, tables: Tables): string {
  const offsets = (slots: readonly number[]): readonly number[] => slots.map((slot) => row.slot(slot));
  const columnTable = tables.of(columns.flatMap((column, number) => [...offsets(column), row.number(set, number)]));
  const length = 2 * ((columns[0]?.length ?? 0) + 1);
  const span = (values: readonly number[]): string => (values.length === 0 ? "0, 0" : spanOf(tables.of(values), values.length));
  const keys = span(key.positions.map((position) => 2 * position));
  return `
// @ts-ignore: decorator
@inline function swap${set}(row: usize, a: i32, b: i32): void {
  swapCopies(row, ${columnTable}, ${length}, ${span(offsets(ids))}, ${span(offsets(subsets))}, a, b);
}

// @ts-ignore: decorator
@inline function compare${set}(row: usize, a: i32, b: i32): i32 {
  return compareCopies(row, ${columnTable}, ${length}, ${keys}, ${span(offsets(key.ids))}, ${span(offsets(key.subsets))}, a, b);
}

function sort${set}(row: usize): void {
  for (let sorted = 1; sorted < ${count}; sorted++) {
    for (let at = sorted; at > 0 && compare${set}(row, at - 1, at) > 0; at--) swap${set}(row, at - 1, at);
  }
}

/** In how many orders the copies come out alike. */
function twins${set}(row: usize): f64 {
  let orders = 1.0;
  let alike = 1.0;
  for (let at = 1; at < ${count}; at++) {
    alike = compare${set}(row, at - 1, at) == 0 ? alike + 1.0 : 1.0;
    orders *= alike;
  }
  return orders;
}
`;
}

function spanOf(table: string, length: number): string {
  return `${table}, ${table} + ${2 * length}`;
}

function sortedText(sorted: readonly number[]): string {
  return `
function arrange(): void {
${sorted.map((set) => `  sort${set}(ROW);`).join("\n")}
}

function waysToArrange(): f64 {
  return 1.0;
}
`;
}

/** Text that tries the orders that the keys of some sets leave open, one set inside the other. */
function triedText(sets: readonly CopySet[], tried: readonly number[], sorted: readonly number[]): string {
  const tries = tried.map((set, depth) => {
    const { count } = sets[set] as CopySet;
    const next = tried[depth + 1];
    return `
function try${set}(at: i32): void {
  if (at >= ${count - 1}) {
    ${next === undefined ? "consider();" : `try${next}(0);`}
    return;
  }
  for (let other = at; other < ${count} && (other == at || compare${set}(ROW, at, other) == 0); other++) {
    if (other > at) swap${set}(ROW, at, other);
    try${set}(at + 1);
    if (other > at) swap${set}(ROW, at, other);
  }
}
`;
  });
  return `
/** How many of the orders that were tried come out as the best. */
let ways: u32 = 0;

function consider(): void {
  memory.copy(TRIAL, ROW, ROW_SIZE);
${sorted.map((set) => `  sort${set}(TRIAL);`).join("\n")}
  const order = ways == 0 ? -1 : compareRows(TRIAL, BEST);
  if (order > 0) return;
  if (order == 0) {
    ways++;
    return;
  }
  memory.copy(BEST, TRIAL, ROW_SIZE);
  ways = 1;
}
${tries.join("\n")}
function arrange(): void {
${tried.map((set) => `  sort${set}(ROW);`).join("\n")}
  ways = 0;
  try${tried[0]}(0);
  memory.copy(ROW, BEST, ROW_SIZE);
}

function waysToArrange(): f64 {
  return <f64>ways;
}
`;
}

/** The moved slots of one machine that was called, or, without one, those that are always there. */
interface Group {
  readonly call: PackedCall | undefined;
  readonly slots: readonly number[];
}

function groupsOf(moved: readonly number[], { calls }: Packing): readonly Group[] {
  const isIn = (slot: number, { from, to }: PackedCall): boolean => slot >= from && slot < to;
  const always = moved.filter((slot) => !calls.some((call) => isIn(slot, call)));
  const called = calls.map((call) => ({ call, slots: moved.filter((slot) => isIn(slot, call)) }));
  return [{ call: undefined, slots: always }, ...called.filter(({ slots }) => slots.length > 0)];
}

/** Text that is true where a machine is active in the state at `state`. */
function activeText({ stands, first, last }: PackedCall, { slots }: Packing): string {
  const { word, shift, width } = slots[stands] as PackedSlot;
  const at = `<i32>((load<u64>(state, ${8 * word}) >> ${shift}) & ${maskOf(width)})`;
  return `isBetween(${at}, ${first}, ${last})`;
}

function maskOf(width: number): string {
  return hex((1n << BigInt(width)) - 1n);
}

function unpackText(sets: readonly CopySet[], moved: readonly number[], packing: Packing): string {
  const offset = new Map(moved.map((slot, at) => [slot, 4 * at]));
  const read = (slot: number): string => {
    const { word, shift, width } = packing.slots[slot] as PackedSlot;
    return `store<u32>(ROW, <u32>((load<u64>(state, ${8 * word}) >> ${shift}) & ${maskOf(width)}), ${offset.get(slot)});`;
  };
  const clear = (slot: number): string => `store<u32>(ROW, 0, ${offset.get(slot)});`;
  const groups = groupsOf(moved, packing).map(({ call, slots }) => {
    const reads = slots.map((slot) => `  ${read(slot)}`).join("\n");
    return call === undefined
      ? reads
      : `  if (${activeText(call, packing)}) {\n${reads}\n  } else {\n${slots.map((slot) => `    ${clear(slot)}`).join("\n")}\n  }`;
  });
  const numbers = sets.flatMap(({ count }) => Array.from({ length: count }, (_, number) => number));
  return `
// @ts-ignore: decorator
@inline function isBetween(at: i32, first: i32, last: i32): bool {
  return at >= first && at <= last;
}

function unpackCopies(state: usize): void {
  ROW = ORBIT;
  TRIAL = ORBIT + ROW_SIZE;
  BEST = TRIAL + ROW_SIZE;
${groups.join("\n")}
  // Who has which number matters only where edges are listed.
  if (mode == LIST) {
${numbers.map((number, at) => `    store<i32>(ROW, ${number}, ${4 * (moved.length + at)});`).join("\n")}
  }
}
`;
}

/**
 * What is written together: what is always there, and all locals of copies, for who has changed its number has changed where it stands, too, and each slot of theirs is moved. A machine
 * that somebody else calls is written while it is active: its bits may be another one's, whose slots are not moved.
 */
function packText(sets: readonly CopySet[], moved: readonly number[], packing: Packing): string {
  const owned = new Set(sets.flatMap(({ columns }) => columns.flat()));
  const offset = new Map(moved.map((slot, at) => [slot, 4 * at]));
  const groups = groupsOf(moved, packing);
  const isAlways = ({ call }: Group): boolean => call === undefined || owned.has(call.stands);
  const write = (slots: readonly number[]): string => {
    const words = [...new Set(slots.map((slot) => (packing.slots[slot] as PackedSlot).word))];
    const lines = words.map((word) => {
      const here = slots.filter((slot) => packing.slots[slot]?.word === word);
      const hole = here.reduce((mask, slot) => mask | bitsOf(packing.slots[slot] as PackedSlot), 0n);
      const values = here.map((slot) => `(<u64>load<u32>(ROW, ${offset.get(slot)}) << ${packing.slots[slot]?.shift})`);
      return `  store<u64>(state, (load<u64>(state, ${8 * word}) & ${hex(~hole)}) | ${values.join(" | ")}, ${8 * word});`;
    });
    return lines.join("\n");
  };
  const always = write(groups.filter(isAlways).flatMap(({ slots }) => slots));
  const whileActive = groups
    .filter((group) => !isAlways(group))
    .map(({ call, slots }) => `  if (${activeText(call as PackedCall, packing)}) {\n${write(slots)}\n  }`);
  return `
function packCopies(state: usize): void {
${[always, ...whileActive].join("\n")}
}
`;
}

function bitsOf({ shift, width }: PackedSlot): bigint {
  return ((1n << BigInt(width)) - 1n) << BigInt(shift);
}

/** Text that notes for an edge which process each process is in its target. */
function arrivalsText(sets: readonly CopySet[], row: RowLayout, tables: Tables, processes: number): string {
  const renumbered = new Set(sets.flatMap(({ processes: byCopy }) => byCopy.flat()));
  const same = Array.from({ length: processes }, (_, process) => process).filter((process) => !renumbered.has(process));
  const changed = sets.flatMap(({ processes: byCopy }, set) =>
    (byCopy[0] as readonly number[]).flatMap((_, role) => {
      const own = byCopy.map((of) => of[role] as number);
      const table = tables.of(own);
      return own.map(
        (process, number) => `  store<u8>(at + <usize>load<i16>(${table} + (<usize>load<u32>(ROW, ${row.number(set, number)}) << 1)), ${process});`,
      );
    }),
  );
  return `
function noteArrivals(edge: u32): void {
  const at = ARRIVALS + <usize>edge * ${MOST_PROCESSES};
${same.map((process) => `  store<u8>(at, ${process}, ${process});`).join("\n")}
${changed.join("\n")}
}
`;
}
