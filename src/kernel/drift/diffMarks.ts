import { diffArrays } from "diff";

/** A run of marks that both outlines have, or only one of them. */
export interface MarkRun {
  readonly side: "both" | "expected" | "found";
  readonly marks: readonly string[];
}

/**
 * The shortest difference of two outlines. Many are equally short; what is new or dropped is kept in one piece where it can be: `if, return, end` before a `return`, not
 * `if` before it and `end, return` behind it.
 */
export function diffMarks(expected: readonly string[], found: readonly string[]): readonly MarkRun[] {
  const runs: MarkRun[] = [];
  for (const { value, added, removed } of diffArrays([...expected], [...found])) {
    runs.push({ side: added ? "found" : removed ? "expected" : "both", marks: value });
    joinLast(runs);
  }
  return runs;
}

/** One side's A, then M of both, then the same side's B that ends with M: as well A, M and the rest of B in one piece, and then M of both. */
function joinLast(runs: MarkRun[]): void {
  const [first, middle, last] = runs.slice(-3);
  if (first === undefined || middle?.side !== "both" || last === undefined || last.side === "both" || first.side !== last.side) return;
  const kept = last.marks.length - middle.marks.length;
  if (kept < 0 || middle.marks.some((mark, index) => mark !== last.marks[kept + index])) return;
  runs.splice(-3, 3, { side: last.side, marks: [...first.marks, ...middle.marks, ...last.marks.slice(0, kept)] }, middle);
}
