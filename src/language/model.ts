import type { CopyOf } from "./copies.js";
import type { Fields } from "./domain.js";
import type { Fairness } from "./fairness.js";
import type { Kernel, ParameterValues } from "./kernel.js";
import type { AnyMachine } from "./machine.js";
import type { Property } from "./property.js";
import type { AnyPrototype } from "./prototype.js";
import type { Site } from "./site.js";
import type { InitialRule, System } from "./system.js";

/** A sequential thread of control. A daemon need never end, and its steps never hide that another process is stuck. */
export interface Process {
  readonly name: string;
  readonly runs: AnyPrototype | AnyMachine;
  readonly daemon: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: called by an engine with the views of its model.
  readonly with: ((s: any, p: any) => Readonly<Record<string, unknown>>) | undefined;
  /** Which of several processes it is that may be renumbered at will. */
  readonly copy?: CopyOf;
  readonly site: Site | undefined;
}

/** How far a state looks from what a directed search is after: less is more promising. It changes the order of the search, and no verdict. */
// biome-ignore lint/suspicious/noExplicitAny: an engine calls it with the views of its model.
export type Heuristic = (s: any, p: any) => number;

/** What is checked: a system within bounds, a kernel, processes, initial states and properties. */
export interface Model {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a system of whatever variables and parameters.
  readonly system: System<Fields, any>;
  readonly set?: ParameterValues;
  readonly kernel?: Kernel;
  readonly processes: readonly Process[];
  readonly initial?: InitialRule;
  readonly properties?: readonly Property[];
  /** What temporal properties assume of every run. */
  readonly fairness?: readonly Fairness[];
  /** Steps that are known never to fire here, as globs of control states: `writer/iomap_write_iter.copy`. */
  readonly unreached?: readonly string[];
  /** Properties that nothing is known to put to the test here, as globs of their names. */
  readonly vacuous?: readonly string[];
  /** What `--search directed` goes by. */
  readonly heuristic?: Heuristic;
  /** Its bodies are not the text of a specification: the reference engine alone can explore it. */
  readonly interpreted?: boolean;
  /** Where it was written. */
  readonly site?: Site | undefined;
}
