import type { ParameterValues } from "../language/index.js";

/** What a program counted. */
export interface Counts {
  readonly states: number;
  readonly transitions: number;
  /** Null where the program does not tell, or searches depth first. */
  readonly depth: number | null;
}

/** What a program says of one exploration. */
export interface Reading extends Counts {
  /** Null where it does not tell. */
  readonly searchSeconds: number | null;
  /** Memory for states by the program's own account; null where it does not tell. */
  readonly accountedBytes: number | null;
}

/** One exploration, measured from outside. */
export interface Measurement extends Reading {
  /** The whole process, from its start to its end. */
  readonly wholeSeconds: number;
  /** The most memory that the process held; null where the system does not tell. */
  readonly peakBytes: number | null;
}

/** A program at one benchmark: what was measured, or why nothing was. */
export interface Measured {
  readonly name: string;
  readonly peer: string;
  readonly measurements: readonly Measurement[];
  readonly missing: string | null;
}

/** A row of the table: medians of the runs. Field names, once published, stay. */
export interface BenchRow {
  readonly name: string;
  readonly peer: string;
  /** Why there are no figures; null where there are. */
  readonly missing: string | null;
  readonly runs: number;
  readonly states: number | null;
  readonly transitions: number | null;
  readonly depth: number | null;
  readonly wholeSeconds: number | null;
  readonly searchSeconds: number | null;
  /** Of the whole process. */
  readonly statesPerSecond: number | null;
  readonly transitionsPerSecond: number | null;
  /** Of the search alone. */
  readonly searchStatesPerSecond: number | null;
  readonly peakBytes: number | null;
  /** The peak over the states. */
  readonly bytesPerState: number | null;
  /** The program's own account over the states. */
  readonly accountedBytesPerState: number | null;
  /** How many times as fast as the faster SPIN: the whole process, and the search alone. */
  readonly timesSpin: number | null;
  readonly searchTimesSpin: number | null;
}

/** One benchmark, as it came out. */
export interface BenchReport {
  readonly name: string;
  readonly check: string;
  readonly bounds: ParameterValues;
  readonly rows: readonly BenchRow[];
  /** Counts that differ, in words; empty as it should be. */
  readonly disagreements: readonly string[];
}

/** What a benchmark says of itself. */
export interface BenchSubject {
  readonly name: string;
  readonly check: string;
  readonly set: ParameterValues;
  readonly counts: Counts | null;
}

/** Puts medians, ratios and whatever counts differ together. */
export function reportBench({ name, check, set, counts }: BenchSubject, measured: readonly Measured[]): BenchReport {
  const rows = measured.map(medians);
  const rivals = rows.filter(({ peer }) => peer === "SPIN");
  const whole = least(rivals.map(({ wholeSeconds }) => wholeSeconds));
  const search = least(rivals.map(({ searchSeconds }) => searchSeconds));
  const compared = rows.map((row) => ({ ...row, timesSpin: ratio(whole, row.wholeSeconds), searchTimesSpin: ratio(search, row.searchSeconds) }));
  return { name, check, bounds: set, rows: compared, disagreements: disagreementsOf(measured, counts) };
}

function medians({ name, peer, measurements, missing }: Measured): BenchRow {
  const of = (field: keyof Measurement): number | null => median(measurements.map((measurement) => measurement[field]));
  const [states, transitions, wholeSeconds, searchSeconds, peakBytes] = [
    of("states"),
    of("transitions"),
    of("wholeSeconds"),
    of("searchSeconds"),
    of("peakBytes"),
  ];
  return {
    name,
    peer,
    missing,
    runs: measurements.length,
    states,
    transitions,
    depth: of("depth"),
    wholeSeconds,
    searchSeconds,
    statesPerSecond: ratio(states, wholeSeconds),
    transitionsPerSecond: ratio(transitions, wholeSeconds),
    searchStatesPerSecond: ratio(states, searchSeconds),
    peakBytes,
    bytesPerState: ratio(peakBytes, states),
    accountedBytesPerState: ratio(of("accountedBytes"), states),
    timesSpin: null,
    searchTimesSpin: null,
  };
}

/** The middle one; of an even number the mean of the two in the middle; null if one of them is not known. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0 || known.length < values.length) return null;
  const middle = known.slice(Math.ceil(known.length / 2) - 1, Math.floor(known.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}

/** Every run of every program has to count what is known to be right, or else what the first one counted. */
function disagreementsOf(measured: readonly Measured[], known: Counts | null): string[] {
  const counted = measured.flatMap(({ name, measurements }) => measurements.map((counts) => ({ name, counts })));
  const right = known === null ? counted[0] : { name: "known to be right", counts: known };
  if (right === undefined) return [];
  return [...new Set(counted.filter(({ counts }) => differ(counts, right.counts)).map((one) => `${sentence(one)}; ${sentence(right)}`))];
}

function differ(a: Counts, b: Counts): boolean {
  return a.states !== b.states || a.transitions !== b.transitions || (a.depth !== null && b.depth !== null && a.depth !== b.depth);
}

function sentence({ name, counts: { states, transitions, depth } }: { readonly name: string; readonly counts: Counts }): string {
  return `${name}: ${states} states, ${transitions} transitions${depth === null ? "" : `, depth ${depth}`}`;
}
