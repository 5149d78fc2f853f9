import { type Annotation, defineAnnotation } from "./annotation.js";
import type { Choose } from "./choose.js";
import type { Copies } from "./copies.js";
import { type Domain, type Fields, open, type ValueOf } from "./domain.js";
import { SpecError } from "./errors.js";
import type { Fairness } from "./fairness.js";
import type { Formula } from "./formula.js";
import { defineHunk, type Hunk, type Kernel, type ParameterValues } from "./kernel.js";
import {
  type AnyMachine,
  type Call,
  defineMachine,
  defineVariant,
  type Machine,
  type MachineShape,
  recordOrigin,
  type Step,
  type Surprise,
} from "./machine.js";
import type { Model, Process } from "./model.js";
import { type DeepReadonly, defineProperty, type PredicateProperty, type Property, type PropertyText } from "./property.js";
import type { AnyPrototype, Prototype } from "./prototype.js";
import { prototype } from "./prototype.js";
import { callSite } from "./site.js";
import { type TemporalProperty, type TemporalText, temporalWords } from "./temporal.js";

/** One line of a picture of a state: what a trace draws under each step. */
export interface PictureRow {
  readonly label: string;
  /** One string a cell, block or page; rows of one picture are aligned by `cellsEach`. */
  readonly items: readonly string[];
  /** How many cells of the first row each item spans. */
  readonly cellsEach: number;
}

/** How an item of a picture should strike the eye: as nothing, as matter of course, as a part of the work, as a worry or as damage. */
export type Tone = "nothing" | "neutral" | "kept" | "good" | "foreign" | "warning" | "danger";

/** What the items of a picture mean, by item: pages draw them in colour, and say it. */
export type Legend = Readonly<Record<string, { readonly means: string; readonly tone: Tone }>>;

/** The bounds of a family of models, with what follows from them. */
export interface Parameters<P> {
  readonly defaults: ParameterValues;
  readonly derive: (given: ParameterValues) => ParameterValues;
  /** A domain that depends on the parameters, such as `domain((p) => range(0, p.PAGE))`. */
  domain<T>(close: (p: P) => Domain<T>): Domain<T>;
}

type Widened<G> = { readonly [K in keyof G]: G[K] extends number ? number : G[K] extends boolean ? boolean : G[K] };

/**
 * Declares parameters: those that a check may set, with their usual values, and those that follow from them.
 * @example parameters({ PAGE: 4, PAGES: 2 }, (p) => ({ FILE: p.PAGE * p.PAGES }))
 */
export function parameters<
  const G extends ParameterValues,
  // biome-ignore lint/complexity/noBannedTypes: {} is "nothing follows".
  D extends ParameterValues = {},
>(defaults: G, derive?: (given: Widened<G>) => D): Parameters<Widened<G> & Readonly<D>> {
  return {
    defaults,
    derive: (given) => derive?.(given as Widened<G>) ?? {},
    domain: (close) => open(close),
  };
}

/** The shared state of a family of models, and the words to write machines, properties and models over it. */
export interface System<V extends Fields, P> {
  readonly name: string;
  readonly parameters: Parameters<P>;
  readonly variables: V;
  readonly picture: ((s: never, p: never) => PictureRow[]) | undefined;
  readonly legend: Legend;

  /** Gives a function a body: named control states with one atomic step each. */
  machine<
    A extends Fields,
    R extends Fields,
    E extends string,
    K extends string,
    // biome-ignore lint/complexity/noBannedTypes: {} is "no locals".
    L extends Fields = {},
    // biome-ignore lint/complexity/noBannedTypes: {} is "no calls".
    Q extends Record<string, AnyPrototype> = {},
  >(
    prototype: Prototype<A, R, E>,
    body: {
      readonly source: string;
      readonly version?: string;
      readonly locals?: L;
      readonly start?: NoInfer<K | (keyof Q & string)>;
      /** Steps that are surprises: traces have as few of them as can be. */
      readonly surprising?: { readonly [X in NoInfer<K>]?: Surprise };
      readonly steps: { readonly [X in K]: Step<ValueOf<V>, ValueOf<A & R & L>, P, NoInfer<K | E | (keyof Q & string)>> };
      readonly calls?: { readonly [X in keyof Q]: Call<ValueOf<V>, ValueOf<A & R & L>, P, Q[X], NoInfer<K | E | (keyof Q & string)>> };
    },
  ): Machine<
    A,
    R,
    E,
    L,
    { readonly [X in K]: Step<ValueOf<V>, ValueOf<A & R & L>, P, K | E | (keyof Q & string)> },
    { readonly [X in keyof Q]: Call<ValueOf<V>, ValueOf<A & R & L>, P, Q[X], K | E | (keyof Q & string)> }
  >;

  /** A machine that nobody calls: a process of its own, such as writeback. It has no arguments; it may have exits, which are its ends. */
  actor<
    K extends string,
    // biome-ignore lint/complexity/noBannedTypes: {} is "no locals".
    L extends Fields = {},
    // biome-ignore lint/complexity/noBannedTypes: {} is "no calls".
    Q extends Record<string, AnyPrototype> = {},
    const X extends readonly string[] = readonly [],
  >(
    name: string,
    body: {
      readonly source: string;
      readonly version?: string;
      readonly locals?: L;
      readonly exits?: X;
      readonly start?: NoInfer<K | (keyof Q & string)>;
      readonly surprising?: { readonly [N in NoInfer<K>]?: Surprise };
      readonly steps: { readonly [N in K]: Step<ValueOf<V>, ValueOf<L>, P, NoInfer<K | X[number] | (keyof Q & string)>> };
      readonly calls?: { readonly [N in keyof Q]: Call<ValueOf<V>, ValueOf<L>, P, Q[N], NoInfer<K | X[number] | (keyof Q & string)>> };
    },
  ): Machine<
    // biome-ignore lint/complexity/noBannedTypes: no arguments.
    {},
    // biome-ignore lint/complexity/noBannedTypes: no results.
    {},
    X[number],
    L,
    { readonly [N in K]: Step<ValueOf<V>, ValueOf<L>, P, K | X[number] | (keyof Q & string)> },
    { readonly [N in keyof Q]: Call<ValueOf<V>, ValueOf<L>, P, Q[N], K | X[number] | (keyof Q & string)> }
  >;

  /** Another version of a function: the same machine with some steps or calls replaced, or new ones added. */
  variant<
    A extends Fields,
    R extends Fields,
    E extends string,
    L extends Fields,
    K extends string,
    C,
    N extends string = never,
    // biome-ignore lint/complexity/noBannedTypes: {} is "no further locals".
    M extends Fields = {},
    // biome-ignore lint/complexity/noBannedTypes: {} is "no further calls".
    B extends Record<string, AnyPrototype> = {},
  >(
    of: Machine<A, R, E, L, { readonly [X in K]: Step<ValueOf<V>, ValueOf<A & R & L>, P, string> }, C>,
    version: string,
    changes: {
      readonly source?: string;
      readonly start?: NoInfer<K | N | (keyof C & string)>;
      readonly locals?: M;
      readonly surprising?: { readonly [X in NoInfer<K | N>]?: Surprise };
      readonly steps?: { readonly [X in N]: Step<ValueOf<V>, ValueOf<A & R & L & M>, P, NoInfer<K | N | E | (keyof C & string) | (keyof B & string)>> };
      readonly calls?: {
        readonly [X in keyof B]: Call<ValueOf<V>, ValueOf<A & R & L & M>, P, B[X], NoInfer<K | N | E | (keyof C & string) | (keyof B & string)>>;
      };
    },
  ): Machine<
    A,
    R,
    E,
    L & M,
    { readonly [X in K | N]: Step<ValueOf<V>, ValueOf<A & R & L & M>, P, K | N | E | (keyof C & string) | (keyof B & string)> },
    C & { readonly [X in keyof B]: Call<ValueOf<V>, ValueOf<A & R & L & M>, P, B[X], K | N | E | (keyof C & string) | (keyof B & string)> }
  >;

  /** What a patch does to one function: steps written against those of `against`. */
  hunk<A extends Fields, R extends Fields, E extends string, L extends Fields, K extends string, C, N extends string = never>(
    against: Machine<A, R, E, L, { readonly [X in K]: Step<ValueOf<V>, ValueOf<A & R & L>, P, string> }, C>,
    changes: { readonly steps: { readonly [X in N]: Step<ValueOf<V>, ValueOf<A & R & L>, P, NoInfer<K | N | E | (keyof C & string)>> } },
  ): Hunk;

  /** What is true of a machine at its steps, and during its calls: for invariants that are to be inductive. */
  annotate<A extends Fields, R extends Fields, E extends string, L extends Fields, K extends string, C>(
    name: string,
    machine: Machine<A, R, E, L, { readonly [X in K]: Step<ValueOf<V>, ValueOf<A & R & L>, P, string> }, C>,
    assertions: {
      readonly at?: { readonly [X in K]?: (s: DeepReadonly<ValueOf<V>>, me: DeepReadonly<ValueOf<A & R & L>>, p: P) => boolean };
      readonly during?: {
        readonly [X in keyof C]?: (s: DeepReadonly<ValueOf<V>>, me: DeepReadonly<ValueOf<A & R & L>>, out: DeepReadonly<OutOf<C[X]>>, p: P) => boolean;
      };
    },
  ): Annotation;

  /** True in every reachable state. */
  always(name: string, text: PropertyText, holds: (s: DeepReadonly<ValueOf<V>>, p: P) => boolean): PredicateProperty;
  /** True in no reachable state. */
  never(name: string, text: PropertyText, holds: (s: DeepReadonly<ValueOf<V>>, p: P) => boolean): PredicateProperty;
  /** True of every transition: the state before it and the state after it. */
  step(name: string, text: PropertyText, holds: (before: DeepReadonly<ValueOf<V>>, after: DeepReadonly<ValueOf<V>>, p: P) => boolean): PredicateProperty;
  /** True in some reachable state: a promise that something can happen. */
  sometimes(name: string, text: PropertyText, holds: (s: DeepReadonly<ValueOf<V>>, p: P) => boolean): PredicateProperty;

  /** A state predicate with a name, for formulas. */
  predicate(name: string, holds: Claim<V, P>): Formula;
  /** In every fair run the process comes to an end: one of its machine's exits. */
  terminates(name: string, text: TemporalText, process: string): TemporalProperty;
  /** In every fair run, `p` is true at some moment. */
  eventually(name: string, text: TemporalText, p: Claim<V, P> | Formula): TemporalProperty;
  /** In every fair run, `p` is true again and again. */
  infinitelyOften(name: string, text: TemporalText, p: Claim<V, P> | Formula): TemporalProperty;
  /** In every fair run, `p` is always true from some moment on. */
  eventuallyAlways(name: string, text: TemporalText, p: Claim<V, P> | Formula): TemporalProperty;
  /** In every fair run, whenever `p` is true, `q` is true then or later. */
  leadsTo(name: string, text: TemporalText, p: Claim<V, P> | Formula, q: Claim<V, P> | Formula): TemporalProperty;
  /** In every fair run `q` is true at some moment, and until then `p` is. */
  until(name: string, text: TemporalText, p: Claim<V, P> | Formula, q: Claim<V, P> | Formula): TemporalProperty;
  /** In every fair run, a formula of linear temporal logic without `next` is true: one made with `ltl`, or as text with what its names stand for. */
  temporal(name: string, text: TemporalText, formula: Formula): TemporalProperty;
  temporal(name: string, text: TemporalText, formula: string, atoms: Readonly<Record<string, Claim<V, P> | Formula>>): TemporalProperty;

  /** A process: a machine, or the function that a kernel links, with its arguments. */
  process<A extends Fields, R extends Fields, E extends string>(
    name: string,
    runs: Prototype<A, R, E> | Machine<A, R, E, Fields, unknown, unknown>,
    how?: { readonly daemon?: boolean; readonly with?: (s: DeepReadonly<ValueOf<V>>, p: P) => ValueOf<A> },
  ): Process;

  /**
   * Processes that are copies of one another, one for each number of the set: `reader 0`, `reader 1`, …. Each runs the same machine with the same arguments; what it has to
   * know of itself is a local whose domain is the set's `self`. `check --reduce symmetry` stores one state of all those that differ in numbers only.
   */
  copies<A extends Fields, R extends Fields, E extends string>(
    name: string,
    set: Copies,
    runs: Prototype<A, R, E> | Machine<A, R, E, Fields, unknown, unknown>,
    how?: { readonly daemon?: boolean; readonly with?: (s: DeepReadonly<ValueOf<V>>, p: P) => ValueOf<A> },
  ): readonly Process[];

  /** Chooses an initial state; each choice multiplies, `when` narrows. Variables that it leaves alone have their domain's first value. */
  initial(choose: (s: ValueOf<V>, p: P, choose: Choose) => void): InitialRule;

  /** A model: bounds, a kernel, processes, an initial state, properties. */
  model(
    name: string,
    shape: {
      readonly set?: { readonly [X in keyof P]?: P[X] };
      readonly kernel?: Kernel;
      readonly processes: readonly Process[];
      readonly initial?: InitialRule;
      readonly properties?: readonly Property[];
      /** What temporal properties assume of every run. */
      readonly fairness?: readonly Fairness[];
      /** Steps, as "process/function.step" globs, that are known never to fire here. */
      readonly unreached?: readonly string[];
      /** How far a state looks from what is sought, for `--search directed`: less is more promising. */
      readonly heuristic?: (s: DeepReadonly<ValueOf<V>>, p: P) => number;
    },
  ): Model;
}

/** The arguments and results of the function that a call calls. */
type OutOf<C> = C extends { readonly to: infer Q extends AnyPrototype } ? ValueOf<Q["args"] & Q["results"]> : never;

/** What is true or false of a state. */
type Claim<V extends Fields, P> = (s: DeepReadonly<ValueOf<V>>, p: P) => boolean;

/** How an initial state is chosen. */
// biome-ignore lint/suspicious/noExplicitAny: called by an engine with the views of its model.
export type InitialRule = (s: any, p: any, choose: Choose) => void;

/** Declares a system: its parameters, its shared variables, and how to draw a state of it. */
export function system<V extends Fields, P>(
  name: string,
  shape: {
    readonly parameters: Parameters<P>;
    readonly variables: V;
    readonly picture?: (s: DeepReadonly<ValueOf<V>>, p: P) => PictureRow[];
    /** What the items of the picture mean. */
    readonly legend?: Legend;
  },
): System<V, P> {
  const built = {
    name,
    parameters: shape.parameters,
    variables: shape.variables,
    picture: shape.picture,
    legend: shape.legend ?? {},
    machine: defineMachine,
    actor: (actorName: string, body: ActorShape) => defineMachine(prototype(actorName, { exits: body.exits ?? [] }), body),
    variant: defineVariant,
    hunk: defineHunk,
    annotate: defineAnnotation,
    always: (n: string, t: PropertyText, h: PredicateProperty["holds"]) => defineProperty("always", n, t, h),
    never: (n: string, t: PropertyText, h: PredicateProperty["holds"]) => defineProperty("never", n, t, h),
    step: (n: string, t: PropertyText, h: PredicateProperty["holds"]) => defineProperty("step", n, t, h),
    sometimes: (n: string, t: PropertyText, h: PredicateProperty["holds"]) => defineProperty("sometimes", n, t, h),
    ...temporalWords,
    process: defineProcess,
    copies: defineCopies,
    initial: (choose: InitialRule) => {
      recordOrigin(choose, callSite(), "initial");
      return choose;
    },
    model: (modelName: string, body: Omit<Model, "name" | "system">) => ({ ...body, name: modelName, system: built, site: callSite() }),
  };
  return built as unknown as System<V, P>;
}

type ActorShape = MachineShape & { readonly exits?: readonly string[] };

interface ProcessShape {
  readonly daemon?: boolean;
  readonly with?: Process["with"];
}

function defineProcess(name: string, runs: AnyPrototype | AnyMachine, how: ProcessShape = {}): Process {
  const site = callSite();
  const { args, name: callee } = "steps" in runs ? runs.prototype : runs;
  if (how.with === undefined && Object.keys(args).length > 0) {
    throw new SpecError("FL102", `process '${name}' gives no arguments to ${callee}()`, "say which: { with: (s, p) => ({ … }) }", site);
  }
  if (how.with !== undefined) recordOrigin(how.with, site, "with");
  return { name, runs, daemon: how.daemon ?? false, with: how.with, site };
}

function defineCopies(name: string, set: Copies, runs: AnyPrototype | AnyMachine, how?: ProcessShape): readonly Process[] {
  const process = defineProcess(name, runs, how);
  return Array.from({ length: set.count }, (_, number) => ({ ...process, name: `${name} ${number}`, copy: { copies: set, role: name, number } }));
}
