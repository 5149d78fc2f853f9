/** How many edges {@link ThreadBlock.edges} holds, how many states `blocked` and a box do, and how many choices a replayed leaf may make. */
export const EDGES = 1 << 12;
export const BLOCKED = 1 << 13;
export const BOX = 1 << 9;
export const ANSWERS = 1 << 12;
/** How many successors wait together to be looked for in the table. */
export const BATCH = 128;

/** How deep choices may nest where each has a loop of its own. */
export const NESTED_CHOICES = 8;

/** The most threads and the most partitions that a search may have. */
export const MOST_THREADS = 32;
export const MOST_PARTITIONS = 16;
/** Processes of a model fall short of this: there is a bit for each. */
export const MOST_PROCESSES = 32;

/** Where a thread keeps what is its own, in bytes from the start of its block. */
export interface ThreadBlock {
  /** The successors that wait to be looked for, and after them the one that a step is making; and the hashes of those that are looked for. */
  readonly batch: number;
  readonly hashes: number;
  /** For each successor that waits: which properties are asked if it is new, one bit each. */
  readonly asks: number;
  /** Successors as they were when a choice was made, by depth. */
  readonly kept: number;
  /** The answers of a replayed leaf, two 32-bit integers each: the answer, and the greatest that there is. */
  readonly answers: number;
  /** What the thread has to say of its search: see {@link REPORT}. Then for each property its three integers. */
  readonly report: number;
  /** How often each step fired: 64-bit counters, processes one after the other. */
  readonly fired: number;
  /** Edges of one state: target, and mover with a flag; then the successors that they lead to. */
  readonly edges: number;
  readonly leaves: number;
  /** By edge and process, a byte each: which process it is in the target; and three rows, on which representatives are looked for. */
  readonly arrivals: number;
  readonly orbit: number;
  /** States in which some process that is no daemon cannot move: state, and bits of those processes. */
  readonly blocked: number;
  /** For each partition, how many states its box holds; and the boxes: states for other partitions to take. */
  readonly sizes: number;
  readonly boxes: number;
  /** States that came from another partition. */
  readonly inbox: number;
  /** Bytes of a block. */
  readonly size: number;
}

/** Addresses in the memory of a partition, in bytes. */
export interface MemoryMap {
  /** What threads share: see {@link CONTROL}. */
  readonly control: number;
  /** A state with every slot at its least value. */
  readonly blank: number;
  /** Constant tables of the module. */
  readonly constants: number;
  /** The block of the first thread; the others follow. */
  readonly blocks: number;
  readonly block: ThreadBlock;
  /** The hash table; the states follow where it may end. */
  readonly table: number;
}

/** Offsets of the 32-bit integers that the threads share. What is written often has a cache line of its own. */
export const CONTROL = {
  /** Indices of the arena that are given away. */
  reserved: 0,
  /** The next state of the level that nobody has taken to expand. */
  cursor: 64,
  /** Whoever is at work is to come back soon. */
  stop: 128,
  /** How often a command was given, and how many threads have carried out the last one. In the first partition's memory only. */
  generation: 192,
  arrived: 256,
  /** The command, and what it is about: transitions on a path to the successors, where the level ends, the most states, the table's places and how many indices may be given away. */
  command: 320,
  length: 324,
  end: 328,
  limit: 332,
  places: 336,
  ceiling: 340,
  /** States in which somebody waits; when all are known, those in which that may be for ever. In the first partition's memory only. */
  waiting: 344,
  size: 384,
} as const;

/** Offsets of what a thread reports: 32-bit integers, of which `transitions` takes two; `blocked` counts states since the last call, `reduced` those in which some processes were left out. */
export const REPORT = {
  transitions: 0,
  expanded: 8,
  spare: 12,
  spareEnd: 16,
  halted: 20,
  culprit: 24,
  evidence: 28,
  domains: 32,
  blocked: 36,
  finished: 40,
  reduced: 44,
  properties: 48,
} as const;
/** Offsets of what it reports of a property, and bytes of that: the length at which it was answered; an implication was seen; its left side was true. */
export const PROPERTY = { answered: 0, seen: 4, met: 8, size: 12 } as const;

const PAGE = 65_536;
const LINE = 64;

/** @param words words of a state, which has so many slots: more than bits, maybe, where machines share theirs */
export function memoryMap(words: number, slots: number, steps: number, properties: number, constants: number): MemoryMap {
  const state = words * 8;
  const shared = new Layout(1024);
  const control = shared.take(CONTROL.size);
  const blank = shared.take(state);
  const constantsAt = shared.take(constants);
  const block = blockMap(state, slots, steps, properties);
  const blocks = shared.take(MOST_THREADS * block.size);
  return { control, blank, constants: constantsAt, blocks, block, table: Math.ceil((shared.end + PAGE) / PAGE) * PAGE };
}

function blockMap(state: number, slots: number, steps: number, properties: number): ThreadBlock {
  const own = new Layout(0);
  const block = {
    batch: own.take((BATCH + 1) * state),
    hashes: own.take(BATCH * 8),
    asks: own.take((BATCH + 1) * 4),
    kept: own.take(NESTED_CHOICES * state),
    report: own.take(REPORT.properties + properties * PROPERTY.size),
    fired: own.take(steps * 8),
    answers: own.take(ANSWERS * 8),
    edges: own.take(EDGES * 8),
    leaves: own.take(EDGES * state),
    arrivals: own.take(EDGES * MOST_PROCESSES),
    orbit: own.take(3 * 4 * (slots + MOST_PROCESSES)),
    blocked: own.take(BLOCKED * 8),
    sizes: own.take(MOST_PARTITIONS * 4),
    inbox: own.take(BOX * state),
    boxes: own.take(MOST_PARTITIONS * BOX * state),
  };
  return { ...block, size: own.end };
}

/** Gives out addresses, one after the other, each at the start of a cache line. */
class Layout {
  constructor(public end: number) {}

  take(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes) / LINE) * LINE;
    return at;
  }
}
