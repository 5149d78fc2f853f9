import { kernels } from "../../../spec/kernels.js";
import type { Problem } from "../../language/index.js";
import type { Departure } from "./compareOutlines.js";
import { departureText } from "./departureText.js";
import type { Drift, FunctionDrift } from "./drift.js";

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
  readonly machines: readonly { readonly name: string; readonly version: string }[];
  readonly renamed: string | null;
  readonly departures: readonly (Omit<Departure, "after"> & { readonly after: string | null; readonly text: string })[];
  readonly problem: { readonly [field in keyof Problem]: Problem[field] | null } | null;
}

/** The document of a comparison. */
export function driftDocument(faultline: string, { path, functions, kernels }: Drift, withoutOutline: readonly string[]): DriftDocument {
  return { faultline, path, kernels, functions: functions.map(entry), withoutOutline };
}

function entry({ outline, verdict, kernels, file, line, renamed, departures, problem }: FunctionDrift): FunctionEntry {
  return {
    name: outline.name,
    file: file ?? null,
    line: line ?? null,
    verdict,
    kernels,
    machines: machinesOf(outline.standsFor, kernels),
    renamed: renamed ?? null,
    departures: departures.map((one) => ({ ...one, after: one.after ?? null, text: departureText(one) })),
    problem: problem === undefined ? null : { ...problem, file: problem.file ?? null, line: problem.line ?? null, column: problem.column ?? null },
  };
}

/** The machines that stand for a function in some kernels, each version once. */
function machinesOf(names: readonly string[], of: readonly string[]): FunctionEntry["machines"] {
  const linked = kernels.filter(({ name }) => of.includes(name)).flatMap(({ links }) => names.flatMap((name) => links[name] ?? []));
  return [...new Set(linked)].map(({ prototype, version }) => ({ name: prototype.name, version }));
}
