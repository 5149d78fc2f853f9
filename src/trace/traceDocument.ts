import type { PictureRow } from "../language/index.js";

/** A value of a variable, decoded: a boolean, a number, a label, the members of a set, a record or a vector of such. */
export type DecodedValue = boolean | number | string | readonly DecodedValue[] | { readonly [field: string]: DecodedValue };

/** A state with the names of the specification. */
export interface DecodedState {
  /** Shared variables, by name. */
  readonly variables: Readonly<Record<string, DecodedValue>>;
  /** Arguments, locals and results of the functions that are being executed, by call path: `writer/iomap_write_iter`. */
  readonly locals: Readonly<Record<string, Readonly<Record<string, DecodedValue>>>>;
  /** Where each process stands: `writer/iomap_write_iter.copy`. */
  readonly at: Readonly<Record<string, string>>;
}

/** A variable, or one element of it, that a step changed; values as a person writes them. */
export interface Change {
  /** `folios[0].uptodate`, or the name of a local. */
  readonly name: string;
  /** The call path of the function whose local it is; null for a shared variable. */
  readonly path: string | null;
  readonly before: string;
  readonly after: string;
  /** It says what ought to be; no step looks at it. Absent where it does not. */
  readonly ghost?: true;
}

/** A place in a source file; lines and columns start at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One transition of a counterexample. */
export interface TraceStepDocument {
  readonly process: string;
  /** The call path: `writer/iomap_write_iter`. */
  readonly path: string;
  readonly function: string;
  readonly step: string;
  /** The kernel source that the function stands for. */
  readonly source: string;
  readonly choices: readonly { readonly label: string; readonly value: number | string | boolean }[];
  readonly changes: readonly Change[];
  /** The state after the step; null where the step broke a rule of the language and has no successor. Absent from compact traces. */
  readonly state?: DecodedState | null;
  /** The state as the system draws it. Absent from compact traces. */
  readonly picture?: readonly PictureRow[];
}

/** Why a run that repeats its loop for ever is fair in one respect. */
export interface FairnessDocument {
  readonly strength: "weak" | "strong";
  /** The process, step or choice. */
  readonly name: string;
  readonly because: "taken" | "never enabled" | "not always enabled";
  /** Moments of the loop at which it is taken, or is disabled: k is the state after k steps, and the step taken from it. Absent from traces of earlier versions. */
  readonly moments?: readonly number[];
}

/** What a part of a temporal formula that speaks of single moments is worth along a run. */
export interface AtomDocument {
  /** `ended(writer)` */
  readonly name: string;
  readonly of: "state" | "step";
  /** The moments at which it is true. */
  readonly moments: readonly number[];
}

/** A counterexample with names instead of numbers: all that a person, a page or another tool needs to tell what went wrong. */
export interface TraceDocument {
  readonly property: { readonly name: string; readonly about: string; readonly source: string };
  readonly failure: {
    readonly message: string;
    /** The indices at which a quantifier of the property was false, outermost first. */
    readonly where: readonly { readonly name: string; readonly index: number }[];
    readonly site: Place | null;
  };
  /** `changes` are what the initial rule set to something else than the first value of its domain. */
  readonly initial: { readonly changes: readonly Change[]; readonly state?: DecodedState; readonly picture?: readonly PictureRow[] };
  readonly steps: readonly TraceStepDocument[];
  /** Of a temporal property: the steps from this index on are repeated for ever; if there are none, the run has ended. */
  readonly loop?: number;
  /** Of a temporal property: what was assumed, and why the run keeps it. */
  readonly fairness?: readonly FairnessDocument[];
  /** Of a temporal property: all that its formula says of single moments, and when that is true. */
  readonly atoms?: readonly AtomDocument[];
}

/** The same trace without whole states and pictures: the changes say it all, in a tenth of the space. */
export function compactTrace({ initial, steps, ...trace }: TraceDocument): TraceDocument {
  return { ...trace, initial: { changes: initial.changes }, steps: steps.map(({ state: _state, picture: _picture, ...step }) => step) };
}
