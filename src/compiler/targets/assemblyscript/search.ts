import { ANSWERS, BLOCKED, EDGES, type MemoryMap } from "./memoryMap.js";

/** Text of what is the same in every module: rules of the language, choices that are replayed, the table of states and the search. */
export function searchText(words: number, map: MemoryMap, states: { readonly table: number; readonly arena: number; readonly most: number }): string {
  const each = (text: (word: number) => string, between: string): string => Array.from({ length: words }, (_, word) => text(word)).join(between);
  return `
const SUCCESSOR: usize = ${map.successor};
const BLANK: usize = ${map.blank};
const KEPT: usize = ${map.kept};
const ANSWERS: usize = ${map.answers};
const FIRED: usize = ${map.fired};
const EDGES: usize = ${map.edges};
const BLOCKED: usize = ${map.blocked};
const TABLE: usize = ${map.table};
const ARENA: usize = ${states.arena};
/** Bytes of a state. */
const SIZE: usize = ${words * 8};
/** What fits into the memory of one instance. */
const MOST_STATES: u32 = ${states.most};
const MOST_PLACES: u32 = ${states.table};
const NOWHERE: u32 = 0xffffffff;

// ---- Rules of the language: what breaks one sets \`failed\`, and goes on with something harmless until the statement is over.

let failed: i32 = 0;
let disabled: i32 = 0;

// @ts-ignore: decorator
@inline function bounded(value: i32, least: i32, greatest: i32): i32 {
  if (value < least || value > greatest) { failed = 1; return least; }
  return value;
}

function boundedWide(value: i64, least: i32, greatest: i32): i32 {
  if (value < least || value > greatest) { failed = 1; return least; }
  return <i32>value;
}

function quotientWide(dividend: i64, divisor: i64): i64 {
  if (divisor == 0) { failed = 1; return 0; }
  const quotient = dividend / divisor;
  return quotient * divisor != dividend && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient;
}

function quotient(dividend: i32, divisor: i32): i32 {
  return boundedWide(quotientWide(dividend, divisor), i32.MIN_VALUE, i32.MAX_VALUE);
}

/** It has the divisor's sign. */
function remainder(dividend: i32, divisor: i32): i32 {
  return <i32>(<i64>dividend - <i64>quotient(dividend, divisor) * divisor);
}

// @ts-ignore: decorator
@inline function isOutside(from: i32, count: i32, length: i32): bool {
  return from < 0 || count < 0 || <i64>from + <i64>count > <i64>length;
}

// ---- States in memory.

// @ts-ignore: decorator
@inline function copyState(to: usize, from: usize): void {
  ${each((word) => `store<u64>(to, load<u64>(from, ${word * 8}), ${word * 8});`, "\n  ")}
}

// @ts-ignore: decorator
@inline function isSame(a: usize, b: usize): bool {
  return ${each((word) => `load<u64>(a, ${word * 8}) == load<u64>(b, ${word * 8})`, " && ")};
}

// @ts-ignore: decorator
@inline function hashOf(state: usize): u64 {
  let hash: u64 = 0x9e3779b97f4a7c15;
  ${each((word) => `hash = (hash ^ load<u64>(state, ${word * 8})) * 0xd6e8feb86659fd93; hash ^= hash >> 32;`, "\n  ")}
  hash *= 0xd6e8feb86659fd93;
  return hash ^ (hash >> 29);
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

// ---- Choices of a step that runs once for each leaf: answers are replayed up to the last choice that has an alternative left.

let settled: i32 = 0;
let position: i32 = 0;

function restart(): void {
  settled = 0;
  position = 0;
}

function answer(least: i32, greatest: i32): i32 {
  if (least > greatest) { failed = 1; return least; }
  if (position == ${ANSWERS}) unreachable();
  const at = ANSWERS + (<usize>position << 3);
  if (position >= settled) {
    store<i32>(at, least);
    store<i32>(at, greatest, 4);
  }
  position++;
  return load<i32>(at);
}

function advance(): bool {
  while (position > 0) {
    position--;
    const at = ANSWERS + (<usize>position << 3);
    const given = load<i32>(at);
    if (given == load<i32>(at, 4)) continue;
    store<i32>(at, given + 1);
    settled = position + 1;
    position = 0;
    return true;
  }
  return false;
}

// ---- The table of states: open addressing; a place holds some bits of the hash and the state's index plus one, 0 is free.

/** Distinct states. They lie in the arena in breadth-first order. */
export let states: u32 = 0;
let places: u32 = 0;
let tagMask: u32 = 0;
let capacity: u32 = 0;

function layTable(size: u32): void {
  places = size;
  tagMask = ~((size << 1) - 1);
  memory.fill(TABLE, 0, <usize>size << 2);
  for (let index: u32 = 0; index < states; index++) {
    const hash = hashOf(addressOf(index));
    let place = <u32>hash & (size - 1);
    while (load<u32>(TABLE + (<usize>place << 2)) != 0) place = (place + 1) & (size - 1);
    store<u32>(TABLE + (<usize>place << 2), (<u32>(hash >> 32) & tagMask) | (index + 1));
  }
}

/** Makes room for more states; false when there is none. Sizes are compared before addresses are computed, which would wrap around. */
function growArena(): bool {
  if (capacity >= MOST_STATES) return false;
  const wanted = min<u32>(MOST_STATES, capacity + max<u32>(capacity >> 2, 16384));
  const pages = <u32>((<u64>ARENA + <u64>wanted * SIZE + 65535) >> 16);
  const missing = <i32>pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return false;
  capacity = wanted;
  return true;
}

/** The bits of the successor's hash that its place holds. */
let tag: u32 = 0;

/** The place that holds the successor's index, or the free one where it belongs. */
// @ts-ignore: decorator
@inline function locate(): u32 {
  const hash = hashOf(SUCCESSOR);
  tag = <u32>(hash >> 32) & tagMask;
  let place = <u32>hash & (places - 1);
  let known = load<u32>(TABLE + (<usize>place << 2));
  while (known != 0 && !((known & tagMask) == tag && isSame(addressOf((known & ~tagMask) - 1), SUCCESSOR))) {
    place = (place + 1) & (places - 1);
    known = load<u32>(TABLE + (<usize>place << 2));
  }
  return place;
}

/** The index of the successor, or NOWHERE. */
function find(): u32 {
  return (load<u32>(TABLE + (<usize>locate() << 2)) & ~tagMask) - 1;
}

/** Adds the successor to the states, unless it is one of them. */
function insert(): void {
  const place = locate();
  if (load<u32>(TABLE + (<usize>place << 2)) != 0) return;
  if (states == capacity && !growArena()) { halted = FULL; return; }
  const state = addressOf(states);
  copyState(state, SUCCESSOR);
  store<u32>(TABLE + (<usize>place << 2), tag | ++states);
  judgeState(state);
  if (<u64>states * 4 > <u64>places * 3 && places < MOST_PLACES) layTable(places << 1);
}

// ---- The search.

/** Why the search cannot go on: no room, or a property that broke a rule of the language. */
const FULL: i32 = 1;
const BROKEN: i32 = 2;
export let halted: i32 = 0;
/** The first property that broke a rule, and the newest state then. */
export let culprit: i32 = -1;
export let evidence: u32 = 0;
/** States that were expanded. */
export let expanded: u32 = 0;
export let transitions: u64 = 0;
/** Transitions on a shortest path to the successors that are made now. */
let length: i32 = 0;
/** Transitions on the shortest path that ends in a leaf that broke a rule. */
export let domains: i32 = i32.MAX_VALUE;
/** How many states the last call of \`run\` found blocked. */
export let blocked: i32 = 0;
/** The state that is expanded, the process that moves, and the processes that can: one bit each. */
let current: usize = 0;
let mover: i32 = 0;
let able: u32 = 0;
/** Edges are listed, not taken: from \`skipped\` on, with a flag where \`asked\`, a step property, is false. */
let probing: i32 = 0;
let noted: u32 = 0;
let skipped: u32 = 0;
let asked: i32 = -1;

function note(target: u32, flag: i32): void {
  if (noted >= skipped && noted - skipped < ${EDGES}) {
    const at = EDGES + (<usize>(noted - skipped) << 3);
    store<u32>(at, target);
    store<i32>(at, mover | (flag << 8), 4);
  }
  noted++;
}

/** Takes a leaf whose successor is finished. */
function emit(counter: usize): void {
  able |= 1 << mover;
  if (probing) {
    note(find(), asked >= 0 ? <i32>!isTrueAcross(asked) : 0);
    return;
  }
  transitions++;
  store<u64>(counter, load<u64>(counter) + 1);
  insert();
  judgeStep();
}

function blame(property: i32): void {
  failed = 0;
  if (halted) return;
  halted = BROKEN;
  culprit = property;
  evidence = states - 1;
}

function emitInitial(): void {
  insert();
}

/** Gives up a leaf that broke a rule of the language: it has no successor. */
function leave(): void {
  failed = 0;
  able |= 1 << mover;
  if (probing) note(NOWHERE, 0);
  else domains = min(domains, length);
}

/** Finds the initial states. */
export function begin(): void {
  growArena();
  layTable(4096);
  current = BLANK;
  initial(BLANK);
}

/** Expands up to \`most\` states before \`end\`, all of them \`level\` transitions away; stops early when there are more than \`limit\` states. */
export function run(end: u32, level: i32, most: u32, limit: u32): void {
  length = level + 1;
  blocked = 0;
  while (expanded < end && most > 0 && states <= limit && !halted && blocked < ${BLOCKED}) {
    able = 0;
    current = addressOf(expanded);
    expand(current);
    if (~able & STAYERS) {
      const at = BLOCKED + (<usize>blocked << 3);
      blocked++;
      store<u32>(at, expanded);
      store<u32>(at, ~able & STAYERS, 4);
    }
    expanded++;
    most--;
  }
}

/** Lists the edges of a state from number \`from\` on, and returns how many it has. */
export function edges(state: u32, from: u32, property: i32): u32 {
  probing = 1;
  noted = 0;
  skipped = from;
  asked = property;
  able = 0;
  current = addressOf(state);
  expand(current);
  probing = 0;
  return noted;
}

/** Whether a property is true of a state. */
export function holds(property: i32, state: u32): i32 {
  const at = addressOf(state);
  return isTrue(property, at, at);
}
`;
}
