import type { Legend, ParameterValues, PictureRow } from "../language/index.js";
import type { TraceFile } from "../report/traceFile.js";
import type { DecodedState, TraceStepDocument } from "../trace/traceDocument.js";

/** What the page asks of the model. States are named by numbers that the server gave. */
export type Request =
  | { readonly ask: "start" }
  | { readonly ask: "look"; readonly state: number; readonly pins: readonly Pin[] }
  | { readonly ask: "find"; readonly from: number; readonly expression: string; readonly pins: readonly Pin[] }
  | { readonly ask: "way"; readonly from: number; readonly initial: number; readonly to: readonly number[]; readonly pins: readonly Pin[] }
  | { readonly ask: "save"; readonly walk: Walk }
  | { readonly ask: "load"; readonly file: unknown }
  | { readonly ask: "graph"; readonly from: number };

/** What comes back, by what was asked. */
export interface Answers {
  readonly start: ModelView;
  readonly look: StateView;
  readonly find: Found;
  readonly way: Found;
  readonly save: TraceFile;
  readonly load: Found;
  readonly graph: GraphView;
}

/** A variable, as the page lists it, that has to keep a value. */
export interface Pin {
  readonly name: string;
  readonly text: string;
}

/** A run, by its initial state and the number of each step that was taken among those that were enabled. */
export interface Walk {
  readonly initial: number;
  readonly steps: readonly number[];
}

/** The model that is explored. */
export interface ModelView {
  readonly check: string;
  readonly title: string;
  readonly run: string | null;
  readonly model: string;
  readonly kernel: string | null;
  readonly patches: readonly string[];
  readonly actors: readonly string[];
  readonly bounds: ParameterValues;
  readonly legend: Legend;
  /** Its initial states, and what the initial rule set in each. */
  readonly initial: readonly { readonly state: number; readonly told: readonly string[] }[];
}

/** A state, and what can happen in it. */
export interface StateView {
  readonly number: number;
  readonly state: DecodedState;
  readonly picture: readonly PictureRow[];
  /** State properties, and whether each is kept here; null for a promise that something can happen and does not here. */
  readonly properties: readonly { readonly name: string; readonly kept: boolean | null }[];
  readonly steps: readonly StepView[];
}

/** A step that is enabled, with one complete answer to its choices. */
export interface StepView extends Pick<TraceStepDocument, "process" | "path" | "function" | "step" | "source" | "choices"> {
  /** Its place among the enabled steps of its state. */
  readonly number: number;
  readonly told: readonly string[];
  /** The state that it leads to; null where it breaks a rule of the language. */
  readonly to: number | null;
  /** The rule that it breaks, or the step properties. */
  readonly violates: readonly string[];
  /** It changes a pinned variable. */
  readonly unpins: boolean;
}

/** A run that was found or loaded: its initial state, if it begins anew, and its steps; nothing if there is none. */
export interface Found {
  readonly initial: number | null;
  readonly steps: readonly StepView[] | null;
  /** How many states were looked at. */
  readonly looked: number;
  /** Whether there was more to look at. */
  readonly gaveUp: boolean;
}

/** The states that can be reached from one, with the steps between them, or where their processes can stand. */
export interface GraphView {
  /** Each node is a state; else the states of a node differ in data only. */
  readonly folded: boolean;
  /** `id` is the number of the state, or, where states are folded, the place of each process, one a line. */
  readonly nodes: readonly { readonly id: string; readonly states: readonly number[]; readonly initial: boolean }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
  /** How many states it was made of, and whether there are more. */
  readonly looked: number;
  readonly gaveUp: boolean;
}
