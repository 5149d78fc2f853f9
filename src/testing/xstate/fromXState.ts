import type { AnyMachineSnapshot, AnyStateMachine, ContextFrom, EventFromLogic, InputFrom, SnapshotFrom } from "xstate";
import { type Fields, type Model, type Property, type PropertyText, parameters, SpecError, type System, system, when } from "../../language/index.js";
import { callSite } from "../../language/site.js";
import type { AnyContextDomain, ContextDomains } from "./codec.js";
import { eventsByLabel } from "./eventsByLabel.js";
import type { Outputs } from "./refuseEffects.js";
import { refuseEffects } from "./refuseEffects.js";
import { snapshotCodec } from "./snapshotCodec.js";
import { Successors } from "./successors.js";

/** What a machine does not say of itself, and a search has to know. */
export interface FromXStateOptions<M extends AnyStateMachine> {
  /** Which values the context takes. A transition that leaves them is a violation. */
  readonly context: ContextDomains<ContextFrom<M>>;
  /** The events that may come, at any moment, in any order: each with each payload that is to be tried. */
  readonly events: readonly EventFromLogic<M>[];
  /** What the machine is started with. */
  readonly input?: InputFrom<M>;
  /**
   * Actions that are no `assign`, by name, or `"all"`: outputs, of which you know that they change nothing that guards and assigns see.
   * They are not run. The machine's other such actions are refused.
   */
  readonly outputs?: Outputs;
  /** The machine may stay for ever in a state that is not final and takes no event. Otherwise that is a violation: it is stuck. */
  readonly mayRest?: boolean;
}

/** An XState machine as the system of a model, with the words to state properties of its snapshots. */
export interface FromXState<M extends AnyStateMachine> {
  /** What a state consists of: `state`, `context`, `history`. */
  readonly system: System<Fields, object>;
  /** True of every reachable snapshot. */
  always(name: string, text: PropertyText, holds: (snapshot: SnapshotFrom<M>) => boolean): Property;
  /** True of no reachable snapshot. */
  never(name: string, text: PropertyText, holds: (snapshot: SnapshotFrom<M>) => boolean): Property;
  /** True of every transition: the snapshot before it and the snapshot after it. */
  step(name: string, text: PropertyText, holds: (before: SnapshotFrom<M>, after: SnapshotFrom<M>) => boolean): Property;
  /** True of some reachable snapshot: a promise that something can happen. */
  sometimes(name: string, text: PropertyText, holds: (snapshot: SnapshotFrom<M>) => boolean): Property;
  /** The machine with what is asked of it, for `check()`. */
  model(name: string, shape?: { readonly properties?: readonly Property[] }): Model;
}

/**
 * Takes a machine of XState 5 to be explored exactly: every state value, context and history that the events can lead to, as XState's
 * own `transition()` computes them, whole macrosteps with `always` and `raise` included. Guards, `assign`, nested and parallel states,
 * history, entry, exit and final states are taken as they are; a context may have a `Set`, a `Map` or `undefined` in it.
 *
 * - A transition of the model is a snapshot and an event. An event on which the machine takes no transition is none of the model's;
 *   one on which it takes a transition back to the same snapshot is a self-loop.
 * - A final snapshot is the end: nothing comes after it.
 * - What order a `Set` or a `Map` was filled in, or parallel states came to where they are in, is not part of a state. Each transition is
 *   tried in two opposite orders, and a machine that they make a difference to is refused. With two members, or two parallel states, these
 *   are all orders there are; with more, a machine to which only another order makes a difference is explored as if it made none.
 * - A context that leaves its domains, a guard or an assign that throws, and a macrostep of more than 1,000 microsteps (or of the
 *   machine's own `maxIterations`) is a violation, with the shortest trace.
 * - The model runs on the reference engine only, by way of `check()`. Whatever reads a model's source, as the compiler and the command
 *   line do, refuses it (FL206): XState's functions cannot be compiled.
 *
 * @example
 * ```ts
 * import { check, range } from "faultline";
 * import { fromXState } from "faultline/xstate";
 * import { assign, createMachine } from "xstate";
 *
 * const door = createMachine({
 *   id: "door",
 *   context: { knocks: 0 },
 *   initial: "closed",
 *   states: {
 *     closed: { on: { KNOCK: { actions: assign({ knocks: ({ context }) => context.knocks + 1 }) }, OPEN: "open" } },
 *     open: { on: { CLOSE: { target: "closed", guard: ({ context }) => context.knocks < 2 } } },
 *   },
 * });
 * const { model, never } = fromXState(door, {
 *   context: { knocks: range(0, 3) },
 *   events: [{ type: "KNOCK" }, { type: "OPEN" }, { type: "CLOSE" }],
 * });
 * const uninvited = never("opens uninvited", {}, (snapshot) => snapshot.matches("open") && snapshot.context.knocks === 0);
 * const { verdict, properties } = await check(model("a door", { properties: [uninvited] }), { engine: "reference" });
 * ```
 *
 * @throws SpecError FL402 or FL403 for what cannot be explored (actors, time, actions that might do anything), FL404 for a part of the
 * context without a domain, FL101 for an ill-formed domain, FL113 for an event given twice, FL110 if the machine throws when it starts
 */
export function fromXState<M extends AnyStateMachine>(machine: M, options: FromXStateOptions<M>): FromXState<M> {
  const { context, input, outputs = [], mayRest = false } = options;
  refuseEffects(machine, outputs);
  const successors = new Successors(machine, outputs);
  const start = startOf(successors, input);
  const codec = snapshotCodec(successors.machine, context as AnyContextDomain);
  const events = eventsByLabel(machine.id, options.events);
  const labels = [...events.keys()];

  const built = system(machine.id, { parameters: parameters({}), variables: codec.variables });
  const actor = built.actor(machine.id, {
    source: `the XState machine '${machine.id}'`,
    exits: ["done"],
    steps: {
      receive(shared, _, __, choose) {
        const label = choose.oneOf("event", labels);
        const before = codec.read(shared);
        const after = successors.after(before, events.get(label) as EventFromLogic<M>, label);
        when(after !== undefined);
        codec.write(shared, after as AnyMachineSnapshot);
        return after?.status === "done" ? "done" : "receive";
      },
    },
  });
  // A machine that is done from the start never takes the step that would say so.
  const process = built.process("actor", actor, { daemon: mayRest || start.status === "done" });
  const initial = built.initial((shared) => codec.write(shared, start));
  const look = (shared: object): SnapshotFrom<M> => codec.read(shared) as SnapshotFrom<M>;
  return {
    system: built,
    always: (name, text, holds) => built.always(name, text, (shared) => holds(look(shared))),
    never: (name, text, holds) => built.never(name, text, (shared) => holds(look(shared))),
    step: (name, text, holds) => built.step(name, text, (before, after) => holds(look(before), look(after))),
    sometimes: (name, text, holds) => built.sometimes(name, text, (shared) => holds(look(shared))),
    model: (name, { properties = [] } = {}) => ({ ...built.model(name, { processes: [process], initial, properties }), interpreted: true }),
  };
}

function startOf(successors: Successors, input: unknown): AnyMachineSnapshot {
  const start = successors.initial(input);
  if (start.status !== "error") return start;
  const said = start.error instanceof Error ? start.error.message : String(start.error);
  throw new SpecError(
    "FL110",
    `machine '${start.machine.id}' cannot start: ${said}`,
    "give it the `input` that it needs, or mend its first context",
    callSite(),
  );
}
