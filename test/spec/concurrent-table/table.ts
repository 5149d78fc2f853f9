/**
 * The table of states that the workers of the compiled engine share: open addressing over an arena, insert only.
 *
 * A state is two words long here, so that it can be seen half-written. It lies in the arena; a place of the table holds its index plus
 * one, and 0 where it is free. (The bits of the hash that a real place holds beside the index save comparisons and decide nothing.)
 * Each step is at most one access to memory that others can reach. Atomics are sequentially consistent in WebAssembly, and plain
 * stores before an atomic one are seen by whoever has seen that one: so an interleaving of steps is all that can happen.
 */
import { bool, type DeepReadonly, div, ghost, mod, oneOf, parameters, range, record, system, type ValueOf, vector } from "../../../src/language/index.js";

const bounds = parameters(
  {
    /** Workers that insert at the same time. A model sets it. */
    WORKERS: 2,
    /** States that each of them inserts, one after the other. */
    INSERTS: 2,
    /** Different states that there are to insert. */
    KEYS: 3,
    /** Places of the table. */
    PLACES: 4,
  },
  ({ WORKERS, INSERTS }) => ({ ARENA: WORKERS * INSERTS }),
);
const { domain } = bounds;

/** A place that holds no index yet. */
export const FREE = 0;
/** No index. */
export const NONE = -1;

/** A word of a state. The arena is zero until it is written to, and no state has a word that is zero. */
const word = range(0, 2);
const UNWRITTEN = 0;

/** A state, by number: its words say which one it is. */
export const key = domain(({ KEYS }) => range(0, KEYS - 1));
/** A place of the table. */
export const place = domain(({ PLACES }) => range(0, PLACES - 1));
/** What a place holds: FREE, or an index plus one. */
export const entry = domain(({ ARENA }) => range(FREE, ARENA));
/** An index of the arena, or NONE. */
export const arenaIndex = domain(({ ARENA }) => range(NONE, ARENA - 1));

const variables = {
  places: domain(({ PLACES }) => vector(PLACES, entry)),
  arena: domain(({ ARENA }) => vector(ARENA, record({ low: word, high: word }))),
  /** How many indices of the arena are given away. */
  reserved: domain(({ ARENA }) => range(0, ARENA)),

  ghost: ghost(
    record({
      /** What the insertions of a state that have returned said of it: nothing yet, or how often that it was new. */
      told: domain(({ KEYS }) => vector(KEYS, record({ returned: bool, isNew: oneOf("never", "once", "twice") }))),
      /** Some worker has read a word that was not written yet. */
      saw_unwritten: bool,
      /** Some worker has lost a place to another one. */
      lost_a_race: bool,
    }),
  ),
};

/** The shared memory, as steps see it. */
export type State = ValueOf<typeof variables>;
/** The parameters, as steps see them. */
export type Bounds = Parameters<Parameters<typeof bounds.domain>[0]>[0];

/** The words to write machines and properties over the table. */
export const table = system("concurrent hash table", { parameters: bounds, variables });

/** The first word of a state. */
export function lowOf(state: number): number {
  return 1 + mod(state, 2);
}

/** The second word of a state. */
export function highOf(state: number): number {
  return 1 + div(state, 2);
}

/** Where the search for a state begins: a poor hash, under which states with the same first word collide. */
export function homeOf(state: number): number {
  return mod(state, 2);
}

/** Where it goes on: linear probing. */
export function after(taken: number, p: Bounds): number {
  return mod(taken + 1, p.PLACES);
}

/** For the ghost: a word was read. */
export function noteRead(s: State, read: number): void {
  if (read === UNWRITTEN) s.ghost.saw_unwritten = true;
}

/** Whether a lookup of a state finds it now. */
export function isFound(s: DeepReadonly<State>, state: number, p: Bounds): boolean {
  for (let probes = 0; probes < p.PLACES; probes++) {
    const found = s.places[mod(homeOf(state) + probes, p.PLACES)];
    if (found === FREE) return false;
    if (isAt(s, found - 1, state)) return true;
  }
  return false;
}

/** Whether the words at an index of the arena are those of a state. */
export function isAt(s: DeepReadonly<State>, index: number, state: number): boolean {
  return s.arena[index].low === lowOf(state) && s.arena[index].high === highOf(state);
}

/** Whether both words at an index of the arena are written. */
export function isWhole(s: DeepReadonly<State>, index: number): boolean {
  return s.arena[index].low !== UNWRITTEN && s.arena[index].high !== UNWRITTEN;
}
