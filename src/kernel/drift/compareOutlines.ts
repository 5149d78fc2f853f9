import { diffMarks } from "./diffMarks.js";
import { kindOf, type Mark, opensBlock } from "./mark.js";

/** What a source has in place of what was expected, at one place. Either may be nothing. */
export interface Departure {
  readonly expected: readonly string[];
  readonly found: readonly string[];
  /** The call, or the label, after which it stands. */
  readonly after: string | undefined;
  /** Line of the source. */
  readonly line: number;
  /** What was found here was expected elsewhere. */
  readonly moved: boolean;
}

/** Where an outline departs from the one that was expected, in the order of the source; none if they are the same. */
export function compareOutlines(expected: readonly Mark[], found: readonly Mark[]): readonly Departure[] {
  const departures: Departure[] = [];
  let next = 0;
  let open: { expected: string[]; found: string[]; from: number } | undefined;
  const close = (): void => {
    if (open !== undefined) departures.push(departure(open, found));
    open = undefined;
  };
  for (const { side, marks } of diffMarks(expected.map(textOf), found.map(textOf))) {
    if (side === "both") close();
    else {
      open ??= { expected: [], found: [], from: next };
      open[side].push(...marks);
    }
    if (side !== "expected") next += marks.length;
  }
  close();
  return withMoves(withoutEnds(departures));
}

/** Where a block ends follows from where it begins: it is told only if nothing else is. */
function withoutEnds(departures: readonly Departure[]): readonly Departure[] {
  const telling = departures.filter(({ expected, found }) => [...expected, ...found].some((mark) => mark !== "end"));
  return telling.length === 0 ? departures : telling;
}

/** What is dropped in one place and new in another has moved. */
function withMoves(departures: readonly Departure[]): readonly Departure[] {
  const from = new Set<Departure>();
  const moved = departures.map((here) => {
    if (here.expected.length > 0) return here;
    const there = departures.find((one) => one.found.length === 0 && !from.has(one) && sameMarks(one.expected, here.found));
    if (there === undefined) return here;
    from.add(there);
    return { ...here, moved: true };
  });
  return moved.filter((_, index) => !from.has(departures[index] as Departure));
}

function sameMarks(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((mark, index) => mark === others[index]);
}

function textOf({ text }: Mark): string {
  return text;
}

/**
 * What is new may be told from a mark earlier where the mark before it is its last one, too: `end, if, return` after an `end` is `if, return, end` before it. It is told
 * from as early as can be, and from where a block opens if it has one.
 */
function departure({ expected, found, from }: { readonly expected: string[]; readonly found: string[]; from: number }, source: readonly Mark[]): Departure {
  if (expected.length === 0) from -= slideUp(found, source.slice(0, from).map(textOf));
  else if (found.length === 0) from -= slideUp(expected, source.slice(0, from).map(textOf));
  const at = source[from] ?? source.at(-1);
  return { expected, found, after: lastNamed(source.slice(0, from)), line: at?.line ?? 0, moved: false };
}

/** Turns marks as far as what stands before them allows; by how many marks. */
function slideUp(marks: string[], before: readonly string[]): number {
  const opens = marks.some(opensBlock);
  const turned = [...marks];
  let best = 0;
  for (let steps = 1; before.at(-steps) !== undefined && before.at(-steps) === turned.at(-1); steps++) {
    turned.unshift(turned.pop() as string);
    if (!opens || opensBlock(turned[0] as string)) best = steps;
  }
  for (let step = 0; step < best; step++) marks.unshift(marks.pop() as string);
  return best;
}

function lastNamed(marks: readonly Mark[]): string | undefined {
  return marks.findLast(({ text }) => kindOf(text) === "call" || kindOf(text) === "label")?.text;
}
