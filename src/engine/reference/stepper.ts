import {
  assignAll,
  type ComposedModel,
  type ComposedProcess,
  type ControlState,
  follow,
  type Instance,
  initialValue,
  type Views,
} from "../../language/compose.js";
import { SpecError, Violation } from "../../language/errors.js";
import type { Property } from "../../language/property.js";
import { type Evidence, evidence } from "../../language/quantify.js";
import { sitesOf } from "../../language/site.js";
import { type Memory, viewOf } from "../../language/view.js";
import { DISABLED, guardState } from "../../language/when.js";
import type { ChoiceMade } from "../result.js";
import { ChoiceTree } from "./choiceTree.js";

/** One leaf of a step that was taken, with its successor in {@link Stepper.slots}; or the rule that it broke. */
export interface Leaf {
  readonly process: number;
  readonly state: ControlState;
  readonly choices: readonly ChoiceMade[];
  readonly violation: Violation | undefined;
}

/** Runs the specification's own functions on states: the meaning of a model, which every other engine has to agree with. */
export class Stepper {
  /** The successor (or initial state) that the callback of {@link successors} or {@link initialStates} looks at. */
  readonly slots: Int32Array;
  private readonly memory: Memory;
  private readonly before: Memory;
  private readonly views: Views;
  private readonly beforeViews: Views;
  private readonly choices = new ChoiceTree();

  constructor(readonly model: ComposedModel) {
    this.slots = new Int32Array(model.slots.length);
    this.memory = { slots: this.slots, phase: "frozen" };
    this.before = { slots: new Int32Array(model.slots.length), phase: "frozen" };
    this.views = viewsOf(model, this.memory);
    this.beforeViews = viewsOf(model, this.before);
  }

  /** Calls `visit` for each initial state, twins included; the state is in {@link slots}. */
  initialStates(visit: (choices: readonly ChoiceMade[], violation: Violation | undefined) => void): void {
    const { model, memory, views } = this;
    const blank = Int32Array.from(model.slots, initialValue);
    this.leaves(
      blank,
      "initial",
      (choices) => {
        model.model.initial?.(views.shared, model.parameters, choices);
        for (const process of model.processes) this.start(process, memory);
      },
      visit,
    );
  }

  /** Calls `visit` for each enabled leaf of each process in `from`, in the order of processes and choices. */
  successors(from: Int32Array, visit: (leaf: Leaf) => void): void {
    for (const process of this.model.processes) this.successorsOf(process, from, visit);
  }

  private successorsOf(process: ComposedProcess, from: Int32Array, visit: (leaf: Leaf) => void): void {
    const { model, views, slots } = this;
    const state = process.states[from[process.slot] as number] as ControlState;
    const { body, instance } = state;
    if (body === undefined) return;
    const mine = views.mine.get(instance);
    this.leaves(
      from,
      "step",
      (choices) => {
        const next = body(views.shared, mine, model.parameters, choices);
        slots[process.slot] = follow(model, views, slots, instance, next);
      },
      (choices, violation) => visit({ process: instance.process, state, choices, violation }),
    );
  }

  /** Whether a state property is true of `state`; with `explain`, where it is false. */
  holds(property: Property, state: Int32Array, explain = false): boolean {
    this.load(this.memory, state);
    return this.ask(property, explain, () => property.holds(this.views.shared, this.model.parameters));
  }

  /** Whether a step property is true of the transition from `from` to `to`. */
  holdsAcross(property: Property, from: Int32Array, to: Int32Array, explain = false): boolean {
    this.load(this.before, from);
    this.load(this.memory, to);
    return this.ask(property, explain, () => property.holds(this.beforeViews.shared, this.views.shared, this.model.parameters));
  }

  /** What the last explained property left behind. */
  get evidence(): Readonly<Evidence> {
    return evidence;
  }

  /** The shared state of `state`, to be looked at. */
  look(state: Int32Array): object {
    this.load(this.memory, state);
    return this.views.shared;
  }

  private load(memory: Memory, state: Int32Array): void {
    memory.phase = "frozen";
    if (memory.slots !== state) memory.slots.set(state);
  }

  private ask(property: Property, explain: boolean, holds: () => boolean): boolean {
    evidence.explaining = explain;
    evidence.where.length = 0;
    try {
      return holds();
    } catch (error) {
      throw foreign(error, `property '${property.name}'`);
    }
  }

  private start(process: ComposedProcess, memory: Memory): void {
    const { model, views } = this;
    const { definition, root } = process;
    if (definition.with !== undefined) assignAll(views.mine.get(root) as Record<string, unknown>, definition.with(views.shared, model.parameters));
    memory.slots[process.slot] = follow(model, views, memory.slots, root, root.machine.start);
  }

  private leaves(
    from: Int32Array,
    phase: "initial" | "step",
    run: (choices: ChoiceTree) => void,
    visit: (choices: readonly ChoiceMade[], violation: Violation | undefined) => void,
  ): void {
    const { choices, memory, slots } = this;
    choices.restart();
    do {
      choices.rewind();
      slots.set(from);
      memory.phase = phase;
      guardState.wrote = false;
      let violation: Violation | undefined;
      try {
        run(choices);
      } catch (error) {
        if (error === DISABLED) continue;
        violation = brokenRule(error);
      }
      memory.phase = "frozen";
      visit(choices.made, violation);
    } while (choices.advance());
  }
}

function viewsOf(model: ComposedModel, memory: Memory): Views {
  const mine = new Map<Instance, Record<string, unknown>>();
  for (const instance of model.instances) mine.set(instance, viewOf(instance.fields, instance.firstSlot, memory, instance.path) as Record<string, unknown>);
  return { shared: viewOf(model.variables, 0, memory, ""), mine };
}

function brokenRule(error: unknown): Violation {
  if (error instanceof Violation) return error;
  throw foreign(error, "a step");
}

/** What a specification threw of its own accord is a mistake in the specification. */
function foreign(error: unknown, where: string): SpecError {
  if (error instanceof SpecError) return error;
  const site = error instanceof Error ? sitesOf(error)[0] : undefined;
  const message = error === DISABLED ? "when() belongs to steps" : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new SpecError("FL110", `${where} threw ${message}`, "a specification may not throw; narrow a step with when(), state a rule as a property", site);
}
