/**
 * One mark of an outline: a call (`iomap_write_begin()`, `->iomap_end()`), something that opens a block (`loop`, `if ==`, `else`,
 * `switch`, `#if`) and its `end`, the `test <` that a loop goes on by, a `?`, a `case`, a label (`again:`), or a way out (`return`, `break`, `continue`, `goto again`).
 * After a word that decides stand the operators of what it decides by, in the order of the source: names and numbers are left out.
 */
export interface Mark {
  readonly text: string;
  /** Where it stands, counted from 1. */
  readonly line: number;
}

const OPENING = /^(loop|if|else|switch|#if|#else)\b/;

/** Whether a block begins here, up to the `end` that belongs to it. */
export function opensBlock(text: string): boolean {
  return OPENING.test(text);
}

/** What a mark is, as a person says it. */
export function kindOf(text: string): "call" | "branch" | "loop" | "exit" | "label" | "end of a block" {
  if (text.endsWith("()")) return "call";
  if (text === "end") return "end of a block";
  if (text.endsWith(":")) return "label";
  if (/^(return|break|continue|goto)\b/.test(text)) return "exit";
  return /^(loop|test)\b/.test(text) ? "loop" : "branch";
}
