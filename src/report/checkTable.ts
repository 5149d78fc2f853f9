import type { Verdict } from "../language/index.js";
import { alignColumns, type Column } from "./alignColumns.js";
import { type BeforeAndAfter, beforeAndAfter, outcomeText } from "./beforeAndAfter.js";
import { type CheckReport, contradicts } from "./checkReport.js";
import { formatCount, formatSeconds } from "./formatNumber.js";
import type { Paint } from "./paint.js";
import type { RunReport } from "./runReport.js";
import { staleNotes, vacuityNotes } from "./vacuity.js";

const COLUMNS: readonly Column[] = [
  { title: "check" },
  { title: "claim", elastic: true },
  { title: "verdict" },
  { title: "expected" },
  { title: "states", right: true },
  { title: "seconds", right: true },
];

/** How the table is drawn. */
export interface TableStyle {
  readonly paint: Paint;
  /** Columns of the terminal; Infinity cuts nothing. */
  readonly width: number;
  /** Also print what structural verdicts rest on, and steps that never fired. */
  readonly verbose: boolean;
}

/** One row a check, and under it one row a run where there are several; a bug, before and after its fix, is told in a line. */
export function checkTable(checks: readonly CheckReport[], { paint, width, verbose }: TableStyle): string {
  const rows = checks.flatMap((check) => {
    const cells = checkCells(check, paint);
    const stale = staleNotes(check).map(paint.dim);
    const pair = beforeAndAfter(check.runs);
    if (pair !== undefined) {
      const notes = notesOf([pair.before, pair.after], paint, verbose);
      return [{ cells, notes: [pairText(pair, paint), ...stale, ...notes] }, ...pair.others.map((run) => runRow(run, paint, verbose))];
    }
    if (check.runs.length === 1) return [{ cells, notes: [...stale, ...notesOf(check.runs, paint, verbose)] }];
    return [{ cells, notes: stale }, ...check.runs.map((run) => runRow(run, paint, verbose))];
  });
  const [head = "", ...lines] = alignColumns(
    COLUMNS,
    rows.map(({ cells }) => cells),
    width,
  );
  const body = lines.flatMap((line, index) => [line, ...(rows[index]?.notes ?? []).map((note) => `      ${note}`)]);
  return [paint.dim(head), ...body].join("\n");
}

function checkCells(check: CheckReport, paint: Paint): string[] {
  const mark = check.disputed ? paint.yellow("disputed") : expectation(check.asExpected, check.runs.some(contradicts), paint);
  return [check.id, check.title, verdictText(check.verdict, paint), mark, states(check), formatSeconds(check.seconds)];
}

function runRow(run: RunReport, paint: Paint, verbose: boolean): { cells: string[]; notes: string[] } {
  const name = `${run.name ?? run.model}${run.role === "contrast" ? " (contrast)" : ""}`;
  const cells = [
    "",
    `· ${name}`,
    verdictText(run.verdict, paint),
    expectation(run.asExpected, contradicts(run), paint),
    states(run),
    formatSeconds(run.seconds),
  ];
  return { cells, notes: notesOf([run], paint, verbose) };
}

/** `before: violated in 31 steps; after: holds in 137 states` */
function pairText({ before, after }: BeforeAndAfter, paint: Paint): string {
  const told = (run: RunReport): string => inColour(run.verdict, outcomeText(run), paint);
  return `before: ${told(before)}; after: ${told(after)}`;
}

/** A search has states; a decision on the structure has none. */
function states(counted: { readonly states: number; readonly kind?: string; readonly engine?: string }): string {
  return counted.kind === "structural" || counted.engine === "structure" ? "–" : formatCount(counted.states);
}

function expectation(asExpected: boolean, contradicted: boolean, paint: Paint): string {
  if (asExpected) return paint.green("✓");
  return contradicted ? paint.red("✗") : paint.yellow("?");
}

/** A verdict in its colour. */
export function verdictText(verdict: Verdict, paint: Paint): string {
  return inColour(verdict, verdict, paint);
}

function inColour(verdict: Verdict, text: string, paint: Paint): string {
  return { holds: paint.green, violated: paint.red, incomplete: paint.yellow }[verdict](text);
}

function notesOf(runs: readonly RunReport[], paint: Paint, verbose: boolean): string[] {
  const notes = runs.flatMap((run) => {
    const why = run.reason === null ? [] : [`incomplete: ${run.reason}`];
    const vacuous = vacuityNotes(run);
    if (!verbose) return [...why, ...run.fallbacks, ...run.reductions, ...vacuous];
    return [...why, ...run.fallbacks, ...run.reductions, ...vacuous, ...run.evidence, ...run.unreached.map((step) => `never fired: ${step}`)];
  });
  return notes.map(paint.dim);
}
