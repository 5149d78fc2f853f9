import { diffArrays } from "diff";
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
  for (const { value, added, removed } of diffArrays(expected.map(textOf), found.map(textOf))) {
    if (!added && !removed) close();
    else {
      open ??= { expected: [], found: [], from: next };
      (added ? open.found : open.expected).push(...value);
    }
    if (!removed) next += value.length;
  }
  close();
  return withMoves(departures);
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
 * A block that is new may be told from any of its marks on, where what stands before it ends like it: `end, if, return` is `if, return, end` one mark
 * earlier. It is told from where it opens.
 */
function departure({ expected, found, from }: { readonly expected: string[]; readonly found: string[]; from: number }, source: readonly Mark[]): Departure {
  const rest = found.length === 0 ? expected : found;
  if (found.length === 0 || expected.length === 0) {
    while (!opensBlock(rest[0] ?? "") && from > 0 && source[from - 1]?.text === rest.at(-1) && rest.some(opensBlock)) {
      rest.unshift(rest.pop() as string);
      from--;
    }
  }
  const at = source[from] ?? source.at(-1);
  return { expected, found, after: lastNamed(source.slice(0, from)), line: at?.line ?? 0, moved: false };
}

function lastNamed(marks: readonly Mark[]): string | undefined {
  return marks.findLast(({ text }) => kindOf(text) === "call" || kindOf(text) === "label")?.text;
}
