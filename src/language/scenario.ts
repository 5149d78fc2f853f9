import type { Fields, ValueOf } from "./domain.js";
import type { Kernel, ParameterValues } from "./kernel.js";
import type { Model } from "./model.js";
import type { DeepReadonly } from "./property.js";
import type { Seen } from "./refinement.js";
import type { System } from "./system.js";

/** A situation in which kernels are judged and compared: who runs, at which sizes. */
export interface Scenario {
  /** `a write to gfs2 beside a task that maps the file` */
  readonly name: string;
  /** What may happen here and not otherwise, as it follows "unless": `a page of the user's buffer is reclaimed`. Empty where nothing special may. */
  readonly unless: string;
  /** Whether a kernel has the functions that run here. */
  readonly applies: (kernel: Kernel) => boolean;
  readonly model: (kernel: Kernel, size: ParameterValues) => Model;
  /** The bounds under which it is asked, smallest first: the first `usual` of them always, the others in a sweep. */
  readonly sizes: readonly ParameterValues[];
  readonly usual: number;
  /** Larger bounds still, smallest first: asked as far as somebody's time goes. */
  readonly further?: readonly ParameterValues[];
}

/**
 * What can be told of a run from outside: how it began, and how it has come out when every process that is no daemon has ended. The functions run as they are, on
 * states of `system`; they may use all of TypeScript, and must not change the state.
 */
export interface OutcomeView {
  // biome-ignore lint/suspicious/noExplicitAny: of whatever variables and parameters.
  readonly system: System<Fields, any>;
  /** All that a caller, or anybody later, could tell: two outcomes are the same if this is the same. Asked of the last state. */
  readonly exact: OutcomeQuestion<Seen>;
  /** Which kind of case it is, in a few words: asked of the first state. */
  readonly given: OutcomeQuestion<string>;
  /** Which kind of outcome it is, in a few words: asked of the last state. */
  readonly comes: OutcomeQuestion<string>;
  /** What is wrong with it for good, thing by thing; nothing where all is well. Asked of the last state. */
  readonly damage: OutcomeQuestion<readonly string[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: called with the views of the model whose states are looked at.
type OutcomeQuestion<T> = (s: any, p: any) => T;

/** The situations in which kernels of a system are judged, and what counts as an outcome there. */
export interface Family {
  readonly scenarios: readonly Scenario[];
  /** Situations that are made to notice a wrong line, rather than to judge a kernel: asked by question 5 of a proof alone, each at its first size. */
  readonly probes?: readonly Scenario[];
  readonly outcomes: OutcomeView;
}

/** Declares what can be told of runs of `system` from outside. */
export function outcomeView<V extends Fields, P>(
  system: System<V, P>,
  view: {
    readonly exact: (s: DeepReadonly<ValueOf<V>>, p: P) => Seen;
    readonly given: (s: DeepReadonly<ValueOf<V>>, p: P) => string;
    readonly comes: (s: DeepReadonly<ValueOf<V>>, p: P) => string;
    readonly damage: (s: DeepReadonly<ValueOf<V>>, p: P) => readonly string[];
  },
): OutcomeView {
  return { system: system as unknown as OutcomeView["system"], ...view };
}
