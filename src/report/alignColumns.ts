import { stripVTControlCharacters } from "node:util";

/** One column of a table. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
  /** Narrowed until the table fits the terminal. */
  readonly elastic?: boolean;
}

const GAP = 2;
/** Narrower than this an elastic column says nothing. */
const LEAST = 20;

/** Rows as lines, in columns that are as wide as their longest cell; the elastic column is cut to fit `width`. Cells may be coloured. */
export function alignColumns(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const table = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...table.map((row) => visible(row[index] ?? "").length)));
  const elastic = columns.findIndex((column) => column.elastic);
  const total = widths.reduce((sum, each) => sum + each + GAP, -GAP);
  if (elastic >= 0) widths[elastic] = Math.min(widths[elastic] as number, Math.max(LEAST, (widths[elastic] as number) - Math.max(0, total - width)));
  return table.map((row) =>
    columns
      .map((column, index) => fitTo(row[index] ?? "", widths[index] as number, column.right === true))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function fitTo(cell: string, width: number, right: boolean): string {
  const room = width - visible(cell).length;
  if (room < 0) return `${visible(cell).slice(0, width - 1)}…`;
  return right ? " ".repeat(room) + cell : cell + " ".repeat(room);
}

function visible(text: string): string {
  return stripVTControlCharacters(text);
}
