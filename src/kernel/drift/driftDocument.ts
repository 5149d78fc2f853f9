import type { Problem } from "../../language/index.js";
import type { Departure } from "./compareOutlines.js";
import { departureText } from "./departureText.js";
import type { Drift, FunctionDrift } from "./drift.js";
import { type MachineName, machinesOf } from "./machinesOf.js";

/** What `faultline drift --json` prints: see `drift.schema.json`. */
export interface DriftDocument {
  readonly faultline: string;
  readonly path: string;
  /** The kernels that every function matches. */
  readonly kernels: readonly string[];
  readonly functions: readonly FunctionEntry[];
  readonly withoutOutline: readonly string[];
}

interface FunctionEntry {
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly verdict: FunctionDrift["verdict"];
  readonly kernels: readonly string[];
  readonly machines: readonly MachineName[];
  readonly renamed: string | null;
  readonly departures: readonly (Omit<Departure, "after"> & { readonly after: string | null; readonly text: string })[];
  readonly problem: { readonly [field in keyof Problem]: Problem[field] | null } | null;
}

/** The document of a comparison. */
export function driftDocument(faultline: string, { path, functions, kernels }: Drift, withoutOutline: readonly string[]): DriftDocument {
  return { faultline, path, kernels, functions: functions.map(entry), withoutOutline };
}

function entry(one: FunctionDrift): FunctionEntry {
  const { outline, verdict, kernels, file, line, renamed, departures, problem } = one;
  return {
    name: outline.name,
    file: file ?? null,
    line: line ?? null,
    verdict,
    kernels,
    machines: machinesOf(one),
    renamed: renamed ?? null,
    departures: departures.map((departure) => ({ ...departure, after: departure.after ?? null, text: departureText(departure) })),
    problem: problem === undefined ? null : { ...problem, file: problem.file ?? null, line: problem.line ?? null, column: problem.column ?? null },
  };
}
