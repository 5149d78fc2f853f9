import type { AbstractStates } from "./abstractStates.js";
import type { Observations } from "./observations.js";

/** Nothing that the abstract model could have done leads here. */
export const IMPOSSIBLE = 0;

/**
 * Which states the abstract model may be in, given what was seen so far: the subset construction. Each set is kept once, with a number, and holds with a state all
 * that the abstract model can reach from it without being seen to move.
 */
export class PossibleStates {
  private readonly sets: Int32Array[] = [new Int32Array(0)];
  private readonly numbers = new Map<string, number>([["", IMPOSSIBLE]]);
  /** By set and observation. */
  private readonly known = new Map<number, number>();
  /** By observation. */
  private readonly first = new Map<number, number>();

  constructor(
    private readonly states: AbstractStates,
    private readonly observations: Observations,
  ) {}

  /** The states of a set. */
  at(set: number): Int32Array {
    return this.sets[set] as Int32Array;
  }

  /** Where the abstract model may begin, if this is what is seen at first. */
  initially(seen: number): number {
    return remembered(this.first, seen, () => this.closed(this.states.initial, seen));
  }

  /** Where it may be when this is seen next: where it was, or where one step leads. */
  after(set: number, seen: number): number {
    const { states } = this;
    return remembered(this.known, seen * SETS + set, () => {
      const before = [...this.at(set)];
      return this.closed([...before, ...before.flatMap((state) => states.successors(state))], seen);
    });
  }

  /** Those states that agree with what is seen, and what they lead to while it stays so. */
  private closed(from: readonly number[], seen: number): number {
    const { states, observations } = this;
    const isPossible = (state: number): boolean => observations.agree(seen, states.seenOf(state));
    const found = new Set(from.filter(isPossible));
    for (const state of found) for (const next of states.successors(state)) if (isPossible(next)) found.add(next);
    return this.numberOf(Int32Array.from(found).sort());
  }

  private numberOf(set: Int32Array): number {
    return remembered(this.numbers, set.join(), () => this.sets.push(set) - 1);
  }
}

/** More than there are sets. */
const SETS = 2 ** 26;

function remembered<K>(known: Map<K, number>, key: K, find: () => number): number {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}
