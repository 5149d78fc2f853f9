import type { PictureRow } from "../language/index.js";

/** Space between two cells. */
const GAP = 1;

/**
 * The rows of a picture as lines of text, aligned: an item that stands for a page is as wide as the page's cells.
 * Labels are padded to the longest. `cell` is the width of one cell with the space after it: {@link cellWidth}.
 */
export function drawPicture(rows: readonly PictureRow[], cell: number): string[] {
  const margin = Math.max(0, ...rows.map(({ label }) => label.length));
  return rows.map(({ label, items, cellsEach }) => {
    const drawn = items.map((item) => item.padEnd(cell * cellsEach - GAP));
    return `${label.padEnd(margin)}  ${drawn.join(" ".repeat(GAP))}`.trimEnd();
  });
}

/** The narrowest cell in which every item fits the cells that it spans, with the space after it. */
export function cellWidth(rows: readonly PictureRow[]): number {
  const widths = rows.flatMap(({ items, cellsEach }) => items.map((item) => Math.ceil((item.length + GAP) / cellsEach)));
  return Math.max(1 + GAP, ...widths);
}
