/** What a search knows of the states that it has visited. It may take a new state for a known one; never the other way round. */
export interface Visited {
  /** States that were added. */
  readonly size: number;
  /** Memory that it takes, in bytes. */
  readonly bytes: number;
  /** There is no room for another state. */
  readonly isFull: boolean;
  /** The probability that it took at least one new state for a known one so far; 0 where states are compared whole. */
  readonly omission: number;
  /** Adds a state, and returns its number, counted from 0. It is new if that was {@link size} before; a known state has a number only where states are kept whole, else -1. */
  add(state: Int32Array): number;
}
