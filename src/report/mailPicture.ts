import type { Legend, PictureRow } from "../language/index.js";
import { cellWidth, drawPicture } from "../trace/drawPicture.js";
import { ascii, MAIL_WIDTH } from "./mailLines.js";

/** Draws the pictures of a trace for a mail: all with cells of one width, and cut into parts where a whole one is wider than a mail. */
export class MailPicture {
  private readonly cell: number;

  constructor(
    pictures: readonly (readonly PictureRow[])[],
    private readonly indent: string,
  ) {
    this.cell = cellWidth(pictures.flat());
  }

  /** The lines of a picture that look different from the picture before; all of them, if there is none. */
  draw(rows: readonly PictureRow[], before: readonly PictureRow[] = []): string[] {
    const known = this.lines(before);
    return this.lines(rows).filter((line, index) => line !== known[index]);
  }

  private lines(rows: readonly PictureRow[]): string[] {
    const lines = this.part(rows, 0, Number.POSITIVE_INFINITY);
    if (lines.every((line) => line.length <= MAIL_WIDTH)) return lines;
    const cells = Math.max(...rows.map(({ items, cellsEach }) => items.length * cellsEach));
    const unit = Math.max(...rows.map(({ cellsEach }) => cellsEach));
    const margin = this.indent.length + Math.max(...rows.map(({ label }) => label.length)) + 2;
    const fitting = Math.max(unit, Math.floor((MAIL_WIDTH - margin) / this.cell / unit) * unit);
    const parts: string[] = [];
    for (let from = 0; from < cells; from += fitting) parts.push(...this.part(rows, from, from + fitting));
    return parts.map((line) => line.slice(0, MAIL_WIDTH));
  }

  private part(rows: readonly PictureRow[], from: number, to: number): string[] {
    const cut = rows.map((row) => ({ ...row, items: row.items.slice(from / row.cellsEach, to / row.cellsEach) }));
    return drawPicture(cut, this.cell).map((line) => this.indent + ascii(line));
  }
}

/** What the letters of pictures mean, for those that occur. */
export function legendOf(legend: Legend, pictures: readonly (readonly PictureRow[])[]): string[] {
  const seen = new Set(pictures.flat().flatMap(({ items }) => items));
  return Object.entries(legend)
    .filter(([item]) => seen.has(item))
    .map(([item, { means }]) => `${item} ${means}`);
}
