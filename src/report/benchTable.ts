import { alignColumns, type Column } from "./alignColumns.js";
import type { BenchReport, BenchRow } from "./benchReport.js";
import { formatCount } from "./formatNumber.js";
import type { Paint } from "./paint.js";

const COLUMNS: readonly Column[] = [
  { title: "program" },
  { title: "runs", right: true },
  { title: "whole s", right: true },
  { title: "search s", right: true },
  { title: "states/s", right: true },
  { title: "transitions/s", right: true },
  { title: "peak MB", right: true },
  { title: "bytes/state", right: true },
  { title: "own account", right: true },
  { title: "× SPIN", right: true },
  { title: "search × SPIN", right: true },
];

const NOTHING = "–";
const MEGABYTE = 2 ** 20;

/** A benchmark's rows, then who is missing and why, then whatever counts differ. */
export function benchTable({ name, bounds, rows, disagreements }: BenchReport, paint: Paint): string {
  const present = rows.filter(({ missing }) => missing === null);
  const [head = "", ...lines] = alignColumns(COLUMNS, present.map(cells), Number.POSITIVE_INFINITY);
  const set = Object.entries(bounds).map(([parameter, value]) => `${parameter}=${value}`);
  return [
    paint.bold(`${name}, ${set.join(" ")}${countsText(present)}`),
    ...(present.length > 0 ? [paint.dim(head), ...lines] : []),
    ...rows.filter(({ missing }) => missing !== null).map((row) => `${row.name}  ${paint.yellow(`missing: ${row.missing}`)}`),
    ...disagreements.map((text) => paint.red(`counts differ: ${text}`)),
  ].join("\n");
}

function countsText([first]: readonly BenchRow[]): string {
  return first === undefined ? "" : `: ${formatCount(first.states ?? 0)} states, ${formatCount(first.transitions ?? 0)} transitions`;
}

function cells(row: BenchRow): string[] {
  return [
    row.name,
    String(row.runs),
    shown(row.wholeSeconds, (value) => value.toFixed(2)),
    shown(row.searchSeconds, (value) => value.toFixed(2)),
    shown(row.statesPerSecond, rounded),
    shown(row.transitionsPerSecond, rounded),
    shown(row.peakBytes, (value) => rounded(value / MEGABYTE)),
    shown(row.bytesPerState, rounded),
    shown(row.accountedBytesPerState, rounded),
    shown(row.timesSpin, (value) => value.toFixed(2)),
    shown(row.searchTimesSpin, (value) => value.toFixed(2)),
  ];
}

function shown(value: number | null, format: (value: number) => string): string {
  return value === null ? NOTHING : format(value);
}

function rounded(value: number): string {
  return formatCount(Math.round(value));
}
