import { EVERYBODY } from "../../analysis/processSet.js";
import { BATCH, BLOCKED, BOX, CONTROL, EDGES, type MemoryMap, PROPERTY, REPORT } from "./memoryMap.js";

/** States of a level that a thread takes to expand at once. */
const GRAB = 64;

/** How {@link SEARCH}'s `run` came back. */
export const RETURNED = { done: 0, more: 1, stalled: 2, full: 3 } as const;

/** What stands for the target of an edge where that is no state of this memory. */
export const EDGE = { nowhere: -1, elsewhere: -2, unknown: -3, left: -4 } as const;

/** Text of the addresses in memory. Those of the thread's own block are set when it joins. */
export function addressText(map: MemoryMap): string {
  const { block } = map;
  const own = Object.entries({
    WAITING: block.batch,
    SUCCESSOR: block.batch,
    HASHES: block.hashes,
    ASKS: block.asks,
    ASKING: block.asks,
    KEPT: block.kept,
    ANSWERS: block.answers,
    REPORT: block.report,
    PROPERTIES: block.report + REPORT.properties,
    FIRED: block.fired,
    EDGES: block.edges,
    LEAVES: block.leaves,
    ARRIVALS: block.arrivals,
    ORBIT: block.orbit,
    BLOCKED: block.blocked,
    SIZES: block.sizes,
    INBOX: block.inbox,
    BOXES: block.boxes,
  });
  return `
const CONTROL: usize = ${map.control};
const BLANK: usize = ${map.blank};
const TABLE: usize = ${map.table};
${own.map(([name]) => `let ${name}: usize = 0;`).join("\n")}

/** Makes this instance the one of a thread, in the memory of a partition. */
export function join(thread: u32, partition: u32, count: u32): void {
  const block: usize = ${map.blocks} + <usize>thread * ${block.size};
${own.map(([name, offset]) => `  ${name} = block + ${offset};`).join("\n")}
  here = partition;
  partitions = count;
}
`;
}

/** Text of the search: what threads do between two barriers. */
export const SEARCH = `
/** The target of a leaf that broke a rule, of one that leads to another partition, of one that leads to a state that nobody has found, and of one that is left out. */
const NOWHERE: u32 = ${EDGE.nowhere >>> 0};
const ELSEWHERE: u32 = ${EDGE.elsewhere >>> 0};
const UNKNOWN: u32 = ${EDGE.unknown >>> 0};
const LEFT: u32 = ${EDGE.left >>> 0};
const BOX: u32 = ${BOX};

/** Transitions on a shortest path to the successors that are made now. */
let length: i32 = 0;
/** The state that is expanded, the process that moves, and the processes that can: one bit each. */
let current: usize = 0;
let mover: i32 = 0;
let able: u32 = 0;
/** The processes that move in this state, one bit each; the others are left out. */
const EVERYBODY: u32 = ${EVERYBODY};
let chosen: u32 = EVERYBODY;
/** The states that this thread has taken to expand. */
let next: u32 = 0;
let taken: u32 = 0;

/** What is done with a leaf: it is taken; its edge is listed; it was taken before; it has to wait for room; it is only looked at. */
const TAKE: i32 = 0;
const LIST: i32 = 1;
const SKIP: i32 = 2;
const WAIT: i32 = 3;
const PROBE: i32 = 4;
let mode: i32 = TAKE;
/** Leaves of the current state that are taken, and how many of them are to be passed by. */
let leaves: u32 = 0;
let passed: u32 = 0;
/** Edges are listed from \`skipped\` on, with a flag where \`asked\`, a step property, is false. */
let noted: u32 = 0;
let skipped: u32 = 0;
let asked: i32 = -1;

function note(target: u32, flag: i32): void {
  if (noted >= skipped && noted - skipped < ${EDGES}) {
    const at = EDGES + (<usize>(noted - skipped) << 3);
    const isLeft = !(chosen & (1 << mover)) && target != NOWHERE;
    store<u32>(at, isLeft ? LEFT : target);
    store<i32>(at, mover | (isLeft ? 0 : flag << 8), 4);
    noteArrivals(noted - skipped);
    copyState(LEAVES + <usize>(noted - skipped) * SIZE, SUCCESSOR);
  }
  noted++;
}

/** Adds the successors that wait; false when some of them find no room: they go on waiting. */
function flush(): bool {
  const reached = insertAll(WAITING, SUCCESSOR, ASKS);
  const left = SUCCESSOR - reached;
  const asks = left / SIZE * 4;
  if (left > 0) {
    memory.copy(WAITING, reached, left);
    memory.copy(ASKS, ASKING - asks, asks);
  }
  SUCCESSOR = WAITING + left;
  ASKING = ASKS + asks;
  return left == 0;
}

/** The successor that is finished waits, with the properties that are asked of it if it is new. */
// @ts-ignore: decorator
@inline function enqueue(asks: u32): void {
  store<u32>(ASKING, asks);
  ASKING += 4;
  SUCCESSOR += SIZE;
  if (SUCCESSOR - WAITING == ${BATCH} * SIZE && !flush()) mode = WAIT;
}

/** Takes a leaf whose successor is finished. */
function emit(counter: usize, asks: u32): void {
  able |= 1 << mover;
  if (mode != TAKE) {
    passBy();
    return;
  }
  leaves++;
  store<u64>(counter, load<u64>(counter) + 1);
  judgeStep();
  represent();
  enqueue(asks);
}

/** Of the ways to begin, which the initial rule's leaves are, those that are taken: from one up to, not including, another. */
let firstWay: u32 = 0;
let endWay: u32 = u32.MAX_VALUE;
/** When there are more states than this, no other way to begin is taken. */
let mostToBegin: u32 = u32.MAX_VALUE;

function emitInitial(): void {
  if (mode != TAKE) {
    passBy();
    return;
  }
  const way = leaves++;
  if (way < firstWay || way >= endWay) return;
  represent();
  enqueue(u32.MAX_VALUE);
  if (mode == TAKE && isClose(mostToBegin)) {
    if (!flush()) mode = WAIT;
    else if (counted() > mostToBegin) endWay = leaves;
  }
}

function passBy(): void {
  if (mode == LIST) list();
  else if (mode == SKIP && ++passed == leaves) mode = TAKE;
  else if (mode == PROBE) look(true);
}

function list(): void {
  const fails = asked >= 0 && !isTrueAcross(asked);
  represent();
  note(ownerOf(hashOf(SUCCESSOR)) == here ? UNKNOWN : ELSEWHERE, <i32>fails);
}

/** Looks for the targets of the first \`count\` of the edges that are listed, so many at once that the processor waits for many at once. */
function findTargets(count: u32): void {
  for (let first: u32 = 0; first < count; first += ${BATCH}) {
    const until = min(count, first + ${BATCH});
    readAhead(LEAVES + <usize>first * SIZE, LEAVES + <usize>until * SIZE);
    for (let each = first; each < until; each++) {
      const at = EDGES + (<usize>each << 3);
      if (load<u32>(at) == UNKNOWN) store<u32>(at, findFrom(LEAVES + <usize>each * SIZE, load<u64>(HASHES + (<usize>(each - first) << 3))));
    }
  }
}

/** Gives up a leaf that broke a rule of the language: it has no successor. */
function leave(): void {
  failed = 0;
  able |= 1 << mover;
  if (mode == LIST) note(NOWHERE, 0);
  else if (mode == PROBE) look(false);
  else if (length < load<i32>(REPORT, ${REPORT.domains})) store<i32>(REPORT, length, ${REPORT.domains});
}

/** A property broke a rule of the language: the first one is reported, with the state. */
function blame(property: i32, state: u32): void {
  failed = 0;
  if (load<i32>(REPORT, ${REPORT.halted})) return;
  store<i32>(REPORT, 1, ${REPORT.halted});
  store<i32>(REPORT, property, ${REPORT.culprit});
  store<u32>(REPORT, state, ${REPORT.evidence});
  atomic.store<u32>(CONTROL, 1, ${CONTROL.stop});
}

/** Before leaves are taken, of which \`leaves\` were taken already when there was no room for the next one. */
function resume(): void {
  mode = leaves == 0 ? TAKE : SKIP;
  passed = 0;
}

/** Only these ways to begin are to be taken. */
export function takeWays(first: u32, end: u32): void {
  firstWay = first;
  endWay = end;
}

/** How many ways to begin there are, twins included. None is taken before others are asked for. */
export function countWays(): u32 {
  takeWays(0, 0);
  length = 0;
  current = BLANK;
  resume();
  initial(BLANK);
  const ways = leaves;
  leaves = 0;
  return ways;
}

/** Finds the initial states, or so many of them and one more; false when it has to be called again, once there is room. */
export function begin(most: u32): i32 {
  mostToBegin = most;
  length = 0;
  current = BLANK;
  if (SUCCESSOR != WAITING && !flush()) return 0;
  resume();
  initial(BLANK);
  if (mode == WAIT || !flush()) return 0;
  leaves = 0;
  return 1;
}

/**
 * Expands up to \`most\` states of those before \`end\`, whose successors are \`transitions\` away, for as long as there are no more than \`limit\`. A state whose
 * successors did not all find room is gone on with at the next call.
 */
export function run(transitions: i32, end: u32, most: u32, limit: u32): i32 {
  length = transitions;
  store<u32>(REPORT, 0, ${REPORT.blocked});
  while (true) {
    if (SUCCESSOR - WAITING >= ${BATCH / 2} * SIZE && !flush()) return ${RETURNED.stalled};
    if (next == taken) {
      const first = atomic.add<u32>(CONTROL, ${GRAB}, ${CONTROL.cursor});
      if (first >= end) return flush() ? ${RETURNED.done} : ${RETURNED.stalled};
      next = first;
      taken = min(first + ${GRAB}, end);
    }
    const blocked = load<u32>(REPORT, ${REPORT.blocked});
    if (most-- == 0 || blocked == ${BLOCKED} || atomic.load<u32>(CONTROL, ${CONTROL.stop})) return flush() ? ${RETURNED.more} : ${RETURNED.stalled};
    if (isClose(limit)) {
      if (!flush()) return ${RETURNED.stalled};
      if (counted() > limit) return ${RETURNED.full};
    }
    current = addressOf(next);
    chosen = stubborn(current);
    able = 0;
    resume();
    expand(current);
    if (mode == WAIT) return ${RETURNED.stalled};
    store<u64>(REPORT, load<u64>(REPORT) + leaves);
    leaves = 0;
    if (chosen != EVERYBODY) store<u32>(REPORT, load<u32>(REPORT, ${REPORT.reduced}) + 1, ${REPORT.reduced});
    if (~able & STAYERS) {
      const at = BLOCKED + (<usize>blocked << 3);
      store<u32>(at, next);
      store<u32>(at, ~able & STAYERS, 4);
      store<u32>(REPORT, blocked + 1, ${REPORT.blocked});
    }
    next++;
    store<u32>(REPORT, load<u32>(REPORT, ${REPORT.expanded}) + 1, ${REPORT.expanded});
  }
}

/** Whether the successors that wait may make more states than \`limit\`. */
// @ts-ignore: decorator
@inline function isClose(limit: u32): bool {
  return <u64>atomic.load<u32>(CONTROL, ${CONTROL.reserved}) + ${BATCH} > <u64>limit;
}

/** States, if no other thread has taken indices that it has not used. */
function counted(): u32 {
  return atomic.load<u32>(CONTROL, ${CONTROL.reserved}) - (load<u32>(REPORT, ${REPORT.spareEnd}) - load<u32>(REPORT, ${REPORT.spare}));
}

/** Lists the edges of a state from number \`from\` on, and returns how many it has. */
export function edges(state: u32, from: u32, property: i32): u32 {
  current = addressOf(state);
  chosen = stubborn(current);
  mode = LIST;
  noted = 0;
  skipped = from;
  asked = property;
  able = 0;
  expand(current);
  if (noted > from) findTargets(min(noted - from, ${EDGES}));
  return noted;
}

/** Whether a property is true of a state; 2 where it breaks a rule of the language. */
export function holds(property: i32, state: u32): i32 {
  const at = addressOf(state);
  const truth = isTrue(property, at, at);
  if (!failed) return truth;
  failed = 0;
  return 2;
}

// ---- Answers to a property: the length of a path to the first, whether an implication in it was seen, and whether its left side was true.

// @ts-ignore: decorator
@inline function isOpen(at: usize): bool {
  return length <= load<i32>(at, ${PROPERTY.answered}) || (load<i32>(at, ${PROPERTY.seen}) && !load<i32>(at, ${PROPERTY.met}));
}

function answered(at: usize): void {
  if (length < load<i32>(at, ${PROPERTY.answered})) store<i32>(at, length, ${PROPERTY.answered});
}
`;
