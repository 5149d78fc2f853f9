import type { Choose } from "./choose.js";
import type { Fields, ValueOf } from "./domain.js";
import { SpecError } from "./errors.js";
import type { AnyPrototype, Prototype } from "./prototype.js";
import { callSite, type Site } from "./site.js";

/**
 * One atomic step: it may narrow itself with `when`, choose, change variables, and it names what comes next:
 * another step, a call, or an exit of its machine. `s` is the shared state, `me` the machine's arguments, locals and results,
 * `p` the parameters.
 */
export type Step<S, Me, P, Next extends string> = (s: S, me: Me, p: P, choose: Choose) => Next;

/**
 * A call site: which function is called, with which arguments, and what happens on each of its exits. Entering belongs to the
 * transition of the step that named the call; leaving belongs to the last transition of the callee.
 */
export interface Call<S, Me, P, Q extends AnyPrototype, Next extends string> {
  readonly to: Q;
  readonly with?: (s: S, me: Me, p: P) => ValueOf<Q["args"]>;
  readonly on: {
    readonly [X in Q["exits"][number]]: (s: S, me: Me, out: Readonly<ValueOf<Q["args"] & Q["results"]>>, p: P) => Next;
  };
}

/** Where a function of a specification was written: the call that recorded it, and its path inside that call's object. */
export interface Origin {
  readonly site: Site;
  readonly path: readonly string[];
}

/**
 * When a step is a surprise: `always` (a user page that is taken away), or `unless greatest`, where one of its choices is not answered with the greatest, or last, of its
 * answers (a copy that comes up shorter than it could). Nothing is forbidden by it: of the shortest traces with the fewest context switches the one with
 * the fewest surprises is shown.
 */
export type Surprise = "always" | "unless greatest";

/** The definition of a function as a machine: named control states with one atomic step each. */
export interface Machine<A extends Fields, R extends Fields, E extends string, L extends Fields, Steps, Calls> {
  readonly prototype: Prototype<A, R, E>;
  /** The kernel function, file and version that it stands for. */
  readonly source: string;
  /** Which version of the function this is, where there are several. */
  readonly version: string;
  readonly locals: L;
  readonly start: string;
  readonly steps: Steps;
  readonly calls: Calls;
  /** Steps that are surprises. */
  readonly surprising: Readonly<Record<string, Surprise>>;
  readonly site: Site | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: steps and calls of any machine, called by an engine with the views that fit.
export type AnyStep = Step<any, any, any, string>;
// biome-ignore lint/suspicious/noExplicitAny: see AnyStep.
export type AnyCall = Call<any, any, any, AnyPrototype, string>;
/** A machine of whatever shape. */
export type AnyMachine = Machine<Fields, Fields, string, Fields, Readonly<Record<string, AnyStep>>, Readonly<Record<string, AnyCall>>>;

// biome-ignore lint/complexity/noBannedTypes: a WeakMap keyed by the functions of a specification.
const origins = new WeakMap<Function, Origin>();

/** Where a step, a wiring or a predicate was written, if `machine`, `variant`, `process` or a property recorded it. */
// biome-ignore lint/complexity/noBannedTypes: any function of a specification.
export function originOf(body: Function): Origin | undefined {
  return origins.get(body);
}

/** Remembers where a body was written. The first record wins: a step that a variant takes over keeps its own place. */
// biome-ignore lint/complexity/noBannedTypes: any function of a specification.
export function recordOrigin(body: Function, site: Site | undefined, ...path: string[]): void {
  if (site !== undefined && !origins.has(body)) origins.set(body, { site, path });
}

/** What {@link defineMachine} and {@link defineVariant} are given. */
export interface MachineShape {
  readonly source: string;
  readonly version?: string;
  readonly locals?: Fields;
  readonly start?: string;
  readonly steps: Readonly<Record<string, AnyStep>>;
  readonly calls?: Readonly<Record<string, AnyCall>>;
  readonly surprising?: Readonly<Record<string, Surprise>>;
}

/** Builds a machine and remembers where each of its bodies was written. */
export function defineMachine(prototype: AnyPrototype, shape: MachineShape): AnyMachine {
  const site = callSite();
  recordBodies(shape.steps, shape.calls ?? {}, site);
  const machine: AnyMachine = {
    prototype,
    source: shape.source,
    version: shape.version ?? "",
    locals: shape.locals ?? {},
    start: shape.start ?? Object.keys(shape.steps)[0] ?? "",
    steps: shape.steps,
    calls: shape.calls ?? {},
    surprising: shape.surprising ?? {},
    site,
  };
  checkMachine(machine);
  return machine;
}

/** Another version of a machine: the same one with some steps or calls replaced or added. */
export function defineVariant(of: AnyMachine, version: string, shape: Partial<MachineShape>): AnyMachine {
  const site = callSite();
  recordBodies(shape.steps ?? {}, shape.calls ?? {}, site);
  const machine: AnyMachine = {
    prototype: of.prototype,
    source: shape.source ?? of.source,
    version,
    locals: { ...of.locals, ...shape.locals },
    start: shape.start ?? of.start,
    steps: { ...of.steps, ...shape.steps },
    calls: { ...of.calls, ...shape.calls },
    surprising: { ...of.surprising, ...shape.surprising },
    site,
  };
  checkMachine(machine);
  return machine;
}

function recordBodies(steps: MachineShape["steps"], calls: NonNullable<MachineShape["calls"]>, site: Site | undefined): void {
  for (const [name, step] of Object.entries(steps)) recordOrigin(step, site, "steps", name);
  for (const [name, call] of Object.entries(calls)) {
    if (call.with !== undefined) recordOrigin(call.with, site, "calls", name, "with");
    for (const [exit, handler] of Object.entries(call.on)) recordOrigin(handler, site, "calls", name, "on", exit);
  }
}

function checkMachine({ prototype, steps, calls, start, locals, surprising, site }: AnyMachine): void {
  const complain = (what: string, hint: string): never => {
    throw new SpecError("FL102", `${prototype.name}: ${what}`, hint, site);
  };
  if (Object.keys(steps).length === 0) complain("a machine without steps", "give it at least one step");
  const names = [...Object.keys(steps), ...Object.keys(calls), ...prototype.exits];
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) complain(`'${twice}' names two of its steps, calls and exits`, "rename one of them");
  if (!(start in steps) && !(start in calls)) complain(`it starts at '${start}', which is neither a step nor a call`, "name one of its steps or calls");
  const stranger = Object.keys(surprising).find((name) => !(name in steps));
  if (stranger !== undefined) complain(`'${stranger}' is said to be surprising, and is none of its steps`, "name one of its steps");
  const fields = [...Object.keys(prototype.args), ...Object.keys(prototype.results), ...Object.keys(locals)];
  const field = fields.find((name, index) => fields.indexOf(name) < index);
  if (field !== undefined) complain(`'${field}' names two of its arguments, results and locals`, "rename one of them");
  const [unfed] = Object.entries(calls).find(([, call]) => call.with === undefined && Object.keys(call.to.args).length > 0) ?? [];
  if (unfed !== undefined) complain(`the call '${unfed}' gives no arguments to ${calls[unfed]?.to.name}()`, "say which: with: (s, me, p) => ({ … })");
}
