import type { Change } from "./traceDocument.js";

interface Row<C extends Change> {
  readonly change: C;
  /** The name around the last index: `folios[0].cells[` and `]`. */
  readonly head: string;
  readonly tail: string;
  readonly from: number;
  to: number;
}

const INDEXED = /^(.*\[)(\d+)(\][^[\]]*)$/;

/** Joins neighbouring elements of a vector that went from the same value to the same value: `cells[1..2]: garbage → new`. */
export function condenseChanges<C extends Change>(changes: readonly C[]): C[] {
  const rows: Row<C>[] = [];
  for (const change of changes) {
    const [, head = change.name, digits = "0", tail = ""] = INDEXED.exec(change.name) ?? [];
    const index = Number(digits);
    const neighbour = rows.find((row) => row.head === head && row.tail === tail && row.to === index - 1 && changedAlike(row.change, change));
    if (neighbour === undefined) rows.push({ change, head, tail, from: index, to: index });
    else neighbour.to = index;
  }
  return rows.map(({ change, head, tail, from, to }) => (from === to ? change : { ...change, name: `${head}${from}..${to}${tail}` }));
}

function changedAlike(one: Change, other: Change): boolean {
  return one.path === other.path && one.before === other.before && one.after === other.after;
}
