import { BATCH, CONTROL, REPORT } from "./memoryMap.js";
import { hex } from "./places.js";

/** Text for what follows from how wide a state is. */
export function stateText(words: number, arena: number): string {
  const each = (text: (word: number) => string, between: string): string => Array.from({ length: words }, (_, word) => text(word)).join(between);
  return `
const ARENA: usize = ${arena};
/** Bytes of a state. */
const SIZE: usize = ${words * 8};

// @ts-ignore: decorator
@inline function copyState(to: usize, from: usize): void {
  ${each((word) => `store<u64>(to, load<u64>(from, ${word * 8}), ${word * 8});`, "\n  ")}
}

// @ts-ignore: decorator
@inline function isSame(a: usize, b: usize): bool {
  return (${each((word) => `(load<u64>(a, ${word * 8}) ^ load<u64>(b, ${word * 8}))`, " | ")}) == 0;
}

// @ts-ignore: decorator
@inline function hashOf(state: usize): u64 {
  let hash: u64 = 0x9e3779b97f4a7c15;
  ${each((word) => `hash += folded(load<u64>(state, ${word * 8})) * ${factorOf(word)};`, "\n  ")}
  hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93;
  return hash ^ (hash >> 29);
}

// @ts-ignore: decorator
@inline function folded(word: u64): u64 {
  return word ^ (word >> 32);
}

// @ts-ignore: decorator
@inline function addressOf(index: u32): usize {
  return ARENA + <usize>index * SIZE;
}

/** A slot of a vector that takes several words. */
// @ts-ignore: decorator
@inline function readAt(state: usize, slot: i32, mask: u64): u64 {
  return (load<u64>(state + <usize>load<i16>(OFFSETS + (<usize>slot << 1))) >> <u64>load<i16>(SHIFTS + (<usize>slot << 1))) & mask;
}

// @ts-ignore: decorator
@inline function writeAt(slot: i32, mask: u64, bits: u64): void {
  const at = SUCCESSOR + <usize>load<i16>(OFFSETS + (<usize>slot << 1));
  const shift = <u64>load<i16>(SHIFTS + (<usize>slot << 1));
  store<u64>(at, (load<u64>(at) & ~(mask << shift)) | (bits << shift));
}
`;
}

/** An odd factor for each word of a state, so that a hash is a sum of products that do not wait for each other: a value of splitmix64 (Steele, Lea and Flood, 2014). */
function factorOf(word: number): string {
  const mixed = (bits: bigint, shift: bigint, factor: bigint): bigint => BigInt.asUintN(64, (bits ^ (bits >> shift)) * factor);
  const seed = BigInt.asUintN(64, BigInt(word + 1) * 0x9e3779b97f4a7c15n);
  const bits = mixed(mixed(seed, 30n, 0xbf58476d1ce4e5b9n), 27n, 0x94d049bb133111ebn);
  return hex((bits ^ (bits >> 31n)) | 1n);
}

/** Indices of the arena that a thread takes at once. */
export const SPARE = 64;

/**
 * Text of the table of states that all threads share: open addressing over the arena, insert only. A place holds some bits of the hash and the state's index plus one; 0
 * is free. A state's words are written first, at an index that only this thread has; then one compare-and-swap publishes it, and whoever loses that looks
 * at what the winner has put there. The test suite holds this as a specification of its own, `test/spec/concurrent-table`, and checks it.
 */
export const TABLE = `
let places: u32 = 0;
let tagMask: u32 = 0;
/** How many indices of the arena may be given away: by room in the arena, and in the table. */
let ceiling: u32 = 0;
/** Partitions of the states by their hash, and which of them is in this memory. */
let partitions: u32 = 1;
let here: u32 = 0;

/** The thread goes on with a table of this many places, a power of two, all of which were cleared. */
export function useTable(size: u32, most: u32): void {
  places = size;
  tagMask = ~((size << 1) - 1);
  ceiling = most;
}

/** One thread's share of the places is freed. */
export function clearTable(size: u32, thread: u32, threads: u32): void {
  const from = <u32>(<u64>size * thread / threads);
  const to = <u32>(<u64>size * (thread + 1) / threads);
  memory.fill(TABLE + (<usize>from << 2), 0, <usize>(to - from) << 2);
}

/** One thread's share of the first \`states\` states gets its places. */
export function fillTable(states: u32, thread: u32, threads: u32): void {
  const to = <u32>(<u64>states * (thread + 1) / threads);
  for (let from = <u32>(<u64>states * thread / threads); from < to; from += ${BATCH}) fillBatch(from, min(from + ${BATCH}, to));
}

function fillBatch(from: u32, to: u32): void {
  touchPlaces(addressOf(from), addressOf(to));
  let hashes = HASHES;
  for (let index = from; index < to; index++) {
    const hash = load<u64>(hashes);
    hashes += 8;
    const entry = tagOf(hash) | (index + 1);
    let place = <u32>hash & (places - 1);
    while (load<u32>(TABLE + (<usize>place << 2)) != 0 || atomic.cmpxchg<u32>(TABLE + (<usize>place << 2), 0, entry) != 0) place = (place + 1) & (places - 1);
  }
}

// @ts-ignore: decorator
@inline function tagOf(hash: u64): u32 {
  return <u32>(hash >> 32) & tagMask;
}

/** Which partition a state belongs to. */
// @ts-ignore: decorator
@inline function ownerOf(hash: u64): u32 {
  return partitions == 1 ? here : <u32>((hash >> 32) * partitions >> 32);
}

/** Takes indices of the arena; false when there is no room for them. */
function reserve(): bool {
  const first = atomic.add<u32>(CONTROL, ${SPARE}, ${CONTROL.reserved});
  if (first + ${SPARE} > ceiling) {
    atomic.sub<u32>(CONTROL, ${SPARE}, ${CONTROL.reserved});
    return false;
  }
  store<u32>(REPORT, first, ${REPORT.spare});
  store<u32>(REPORT, first + ${SPARE}, ${REPORT.spareEnd});
  return true;
}

/**
 * Adds the state at an address, whose hash is given, to the states of this memory, unless it is one of them; false when there is no room. If it is new, the properties
 * that \`asks\` has bits of are asked.
 */
function insertHere(from: usize, hash: u64, asks: u32): bool {
  const tag = tagOf(hash);
  let place = <u32>hash & (places - 1);
  while (true) {
    const at = TABLE + (<usize>place << 2);
    const known = atomic.load<u32>(at);
    if (known == 0) {
      if (load<u32>(REPORT, ${REPORT.spare}) == load<u32>(REPORT, ${REPORT.spareEnd}) && !reserve()) return false;
      const index = load<u32>(REPORT, ${REPORT.spare});
      const state = addressOf(index);
      copyState(state, from);
      if (atomic.cmpxchg<u32>(at, 0, tag | (index + 1)) != 0) continue;
      store<u32>(REPORT, index + 1, ${REPORT.spare});
      judgeState(state, index, asks);
      return true;
    }
    if ((known & tagMask) == tag && isSame(addressOf((known & ~tagMask) - 1), from)) return true;
    place = (place + 1) & (places - 1);
  }
}

/** Puts a state into the box of the partition that it belongs to; false when that has no room. */
function send(from: usize, owner: u32): bool {
  const sizes = SIZES + (<usize>owner << 2);
  const size = load<u32>(sizes);
  if (size == BOX) return false;
  copyState(BOXES + (<usize>owner * BOX + size) * SIZE, from);
  store<u32>(sizes, size + 1);
  return true;
}

/** What was read ahead, so that it is read at all. */
let ahead: u32 = 0;

/** Hashes up to BATCH states, and reads the places where looking for them begins. */
function touchPlaces(from: usize, to: usize): void {
  const last = places - 1;
  let sum: u32 = 0;
  let hashes = HASHES;
  for (; from < to; from += SIZE) {
    const hash = hashOf(from);
    store<u64>(hashes, hash);
    hashes += 8;
    sum += load<u32>(TABLE + (<usize>(<u32>hash & last) << 2));
  }
  ahead = sum;
}

/**
 * Goes on to the first place that is free or has the tag of what is looked for, and reads the state that it leads to. Where looking goes on from there takes the place of
 * the hash's low half: places that were passed stay taken, by others.
 */
function touchStates(end: usize): void {
  const last = places - 1;
  const tags = tagMask;
  let sum: u32 = 0;
  for (let hashes = HASHES; hashes < end; hashes += 8) {
    const hash = load<u64>(hashes);
    const tag = <u32>(hash >> 32) & tags;
    let place = <u32>hash & last;
    let known = load<u32>(TABLE + (<usize>place << 2));
    while (known != 0 && (known & tags) != tag) {
      place = (place + 1) & last;
      known = load<u32>(TABLE + (<usize>place << 2));
    }
    store<u32>(hashes, place);
    if (known == 0) continue;
    const state = addressOf((known & ~tags) - 1);
    sum += load<u32>(state) + load<u32>(state + SIZE - 4);
  }
  ahead = sum;
}

/** Reads what is going to be looked at when up to BATCH states are looked for, and leaves a hash for each that says where to begin. */
function readAhead(from: usize, to: usize): void {
  touchPlaces(from, to);
  touchStates(HASHES + (to - from) / SIZE * 8);
}

/**
 * Adds up to BATCH states, each to the states of this memory or to the box of the partition that it belongs to; returns where the first one lies for which there was no
 * room. Most of the time goes to waiting for memory, so places are read for all of them before any is needed, and then the states that the places lead to:
 * the processor waits for many at once.
 * @param asks for each of them, which properties are asked if it is new; 0 where all are
 */
function insertAll(from: usize, to: usize, asks: usize): usize {
  readAhead(from, to);
  let hashes = HASHES;
  for (; from < to; from += SIZE) {
    const hash = load<u64>(hashes);
    hashes += 8;
    const owner = ownerOf(hash);
    if (!(owner == here ? insertHere(from, hash, asks ? load<u32>(asks) : u32.MAX_VALUE) : send(from, owner))) break;
    if (asks) asks += 4;
  }
  return from;
}

/** Adds the states of the inbox from number \`from\` up to \`to\`; returns the number of the first for which there was no room. Paths to them have \`transitions\`. */
export function accept(from: u32, to: u32, transitions: i32): u32 {
  length = transitions;
  while (from < to) {
    const until = min(to, from + ${BATCH});
    const reached = <u32>((insertAll(INBOX + <usize>from * SIZE, INBOX + <usize>until * SIZE, 0) - INBOX) / SIZE);
    if (reached < until) return reached;
    from = until;
  }
  return from;
}

/** The index of the state at an address; UNKNOWN if this memory does not have it. */
export function find(state: usize): u32 {
  return findFrom(state, hashOf(state));
}

/** The same, with its hash. */
function findFrom(state: usize, hash: u64): u32 {
  const tag = tagOf(hash);
  let place = <u32>hash & (places - 1);
  while (true) {
    const known = load<u32>(TABLE + (<usize>place << 2));
    if (known == 0) return UNKNOWN;
    const index = (known & ~tagMask) - 1;
    if ((known & tagMask) == tag && isSame(addressOf(index), state)) return index;
    place = (place + 1) & (places - 1);
  }
}

/** Gives a state another index. Nobody else is at work. */
export function renumber(from: u32, to: u32): void {
  const state = addressOf(to);
  copyState(state, addressOf(from));
  const hash = hashOf(state);
  let place = <u32>hash & (places - 1);
  while ((load<u32>(TABLE + (<usize>place << 2)) & ~tagMask) != from + 1) place = (place + 1) & (places - 1);
  store<u32>(TABLE + (<usize>place << 2), tagOf(hash) | (to + 1));
}
`;
