import type { End, LayeredGraph } from "../search/canonicalPath.js";

/** The states that a search found, wherever it keeps them, as far as verdicts and traces need them. */
export interface Explored {
  /** How many there are. */
  readonly states: number;
  /** The first state of each breadth-first level, and where the next one begins. */
  readonly levels: readonly number[];
  /** Of each state, in how many orders its copies come out as they are: its orbit has so many times fewer states than there are orders. */
  ways(): Iterable<number>;
  /** The states of a level of which a property is true, or false. */
  statesWhere(level: number, property: number, truth: boolean): End[];
  /** The leaves of a level's states, of those before `end`, that are false of a step property, or, without one, break a rule of the language. */
  leavesWhere(level: number, end: number, property?: number): End[];
  /** What lies on shortest paths to some ends. It is good until the next question. @param level of the ends' states */
  around(ends: readonly End[], level: number): Surroundings;
}

/** A part of an explored graph with all shortest paths to some ends, in numbers of its own. */
export interface Surroundings extends Pick<LayeredGraph, "levels" | "edges"> {
  readonly ends: readonly End[];
  /** A state's slots. */
  read(state: number): Int32Array;
  /** The number that a state has in the whole graph. */
  numberOf(state: number): number;
}
