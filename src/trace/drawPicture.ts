import type { PictureRow } from "../language/index.js";

/** Space between two cells. */
const GAP = 1;

/** Columns beyond which nobody follows a row: then its runs of like items are told, `N×512 ·×3584`. */
const WIDEST = 400;

/**
 * The rows of a picture as lines of text, aligned: an item that stands for a page is as wide as the page's cells.
 * Labels are padded to the longest. `cell` is the width of one cell with the space after it: {@link cellWidth}.
 */
export function drawPicture(rows: readonly PictureRow[], cell: number): string[] {
  const margin = Math.max(0, ...rows.map(({ label }) => label.length));
  if (rows.some(({ items, cellsEach }) => items.length * cellsEach * cell > WIDEST))
    return rows.map(({ label, items }) => `${label.padEnd(margin)}  ${runsOf(items)}`);
  return rows.map(({ label, items, cellsEach }) => {
    const drawn = items.map((item) => item.padEnd(cell * cellsEach - GAP));
    return `${label.padEnd(margin)}  ${drawn.join(" ".repeat(GAP))}`.trimEnd();
  });
}

/** The narrowest cell in which every item fits the cells that it spans, with the space after it. */
export function cellWidth(rows: readonly PictureRow[]): number {
  return rows.reduce(
    (widest, { items, cellsEach }) => items.reduce((width, item) => Math.max(width, Math.ceil((item.length + GAP) / cellsEach)), widest),
    1 + GAP,
  );
}

function runsOf(items: readonly string[]): string {
  const runs: { readonly item: string; length: number }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.item === item) last.length++;
    else runs.push({ item, length: 1 });
  }
  return runs.map(({ item, length }) => `${item.trim() === "" ? "–" : item}×${length}`).join(" ");
}
