import type { Choose } from "../../language/choose.js";
import type { ComposedModel, ComposedProcess, ControlState } from "../../language/compose.js";
import { SpecError, Violation } from "../../language/errors.js";
import { initialValue } from "../../language/layout.js";
import { originOf } from "../../language/machine.js";
import { Memory } from "../../language/memory.js";
import type { Heuristic } from "../../language/model.js";
import type { PredicateProperty } from "../../language/property.js";
import { type Evidence, evidence } from "../../language/quantify.js";
import { sitesOf } from "../../language/site.js";
import { viewOf } from "../../language/view.js";
import { DISABLED, guardState } from "../../language/when.js";
import type { ChoiceMade } from "../result.js";
import { ChoiceTree } from "./choiceTree.js";
import { type Fields, follow, type Views } from "./follow.js";

/** Is shown one leaf of a step: its successor is in {@link Stepper.slots}, unless it broke a rule of the language. */
export type LeafVisitor = (state: ControlState, violation: Violation | undefined) => void;

/** What can be asked of a state: a property, or a predicate of a temporal one. */
type Asked = Pick<PredicateProperty, "name" | "holds" | "site">;

/** How a leaf came out: nothing comes of it if it succeeds. */
export type Outcome = Violation | typeof DISABLED | undefined;

/** Runs the specification's own functions on states: the meaning of a model, which every engine has to agree with. */
export class Stepper {
  /** The successor (or initial state) that the visitor of {@link successors} or {@link initialStates} looks at. */
  readonly slots: Int32Array;
  private readonly memory: Memory;
  private readonly before: Memory;
  private readonly views: Views;
  private readonly beforeViews: Views;
  private readonly choices = new ChoiceTree();
  private readonly blank: Int32Array;

  constructor(readonly model: ComposedModel) {
    this.memory = new Memory(model.slots.length);
    this.before = new Memory(model.slots.length);
    this.slots = this.memory.slots;
    this.blank = Int32Array.from(model.slots, initialValue);
    this.views = viewsOf(model, this.memory);
    this.beforeViews = viewsOf(model, this.before);
  }

  /** The choices that led to the leaf or initial state that is visited now. */
  get made(): readonly ChoiceMade[] {
    return this.choices.made;
  }

  /** Whether each of those choices was answered with the last of its answers. */
  get madeGreatest(): boolean {
    return this.choices.greatest;
  }

  /** What the last property that was asked left behind. */
  get evidence(): Readonly<Evidence> {
    return evidence;
  }

  /** Visits each initial state, twins included; `refuse` is called for the leaves that `when` disables. */
  initialStates(visit: (violation: Violation | undefined) => void, refuse: () => void = ignore): void {
    const { choices } = this;
    choices.restart();
    do {
      const outcome = this.begin(choices);
      if (outcome === DISABLED) refuse();
      else visit(outcome);
    } while (choices.advance());
  }

  /** Makes the initial state that `choose` answers for, in {@link slots}. */
  begin(choose: Choose): Outcome {
    const { model, memory, views } = this;
    memory.load(this.blank, "initial");
    guardState.wrote = false;
    let outcome: Outcome;
    try {
      model.model.initial?.(views.shared, model.parameters, choose);
      for (const process of model.processes) this.start(process);
    } catch (error) {
      outcome = judge(error, undefined, model.model.initial);
    }
    memory.freeze();
    return outcome;
  }

  /** Takes the one leaf of a process in `from` that `choose` answers for; its successor is in {@link slots}. At an end there is none to take. */
  take({ states, slot }: ComposedProcess, from: Int32Array, choose: Choose): Outcome {
    const { model, views, slots, memory } = this;
    const state = states[from[slot] as number] as ControlState;
    const { body, instance } = state;
    if (body === undefined) return DISABLED;
    memory.load(from, "step");
    guardState.wrote = false;
    let outcome: Outcome;
    try {
      slots[slot] = follow(model, views, slots, instance, body(views.shared, views.mine.get(instance), model.parameters, choose));
    } catch (error) {
      outcome = judge(error, state, body);
    }
    memory.freeze();
    return outcome;
  }

  /** Visits each enabled leaf of each process in `from`, in the order of processes and choices; `refuse` is called for the leaves that `when` disables. */
  successors(from: Int32Array, visit: LeafVisitor, refuse: (state: ControlState) => void = ignore): void {
    for (const process of this.model.processes) this.successorsOf(process, from, visit, refuse);
  }

  /** The same for one process. */
  successorsOf({ states, slot }: ComposedProcess, from: Int32Array, visit: LeafVisitor, refuse: (state: ControlState) => void = ignore): void {
    const { model, views, slots, memory, choices } = this;
    const state = states[from[slot] as number] as ControlState;
    const { body, instance } = state;
    if (body === undefined) return;
    const mine = views.mine.get(instance);
    choices.restart();
    memory.load(from, "step");
    do {
      let outcome: Outcome;
      let next: string | undefined;
      guardState.wrote = false;
      try {
        next = body(views.shared, mine, model.parameters, choices);
        slots[slot] = follow(model, views, slots, instance, next);
      } catch (error) {
        outcome = judge(error, state, body);
      }
      if (outcome === DISABLED) refuse(state);
      // when() comes before the first write: a step that disabled itself has left the state alone.
      if (outcome === DISABLED && next === undefined) continue;
      memory.freeze();
      if (outcome !== DISABLED) visit(state, outcome);
      memory.load(from, "step");
    } while (choices.advance());
  }

  /** Whether a state property is true of `state`; with `explain`, {@link evidence} says where it is false. */
  holds(property: Asked, state: Int32Array, explain = false): boolean {
    this.look(state);
    return this.ask(property, explain, this.views.shared, this.model.parameters);
  }

  /** Whether a step property is true of the transition from `from` to `to`. */
  holdsAcross(property: Asked, from: Int32Array, to: Int32Array, explain = false): boolean {
    this.before.load(from, "frozen");
    this.look(to);
    return this.ask(property, explain, this.beforeViews.shared, this.views.shared, this.model.parameters);
  }

  /** What the model's heuristic says of `state`: less is more promising. @throws SpecError FL110 if it is no number */
  estimate(heuristic: Heuristic, state: Int32Array): number {
    this.look(state);
    let estimated: number;
    try {
      estimated = heuristic(this.views.shared, this.model.parameters);
    } catch (error) {
      throw blamed(error, "the heuristic", this.model.model.site);
    }
    if (!Number.isNaN(estimated)) return estimated;
    throw new SpecError("FL110", "the heuristic is not a number", "return one: less is more promising", this.model.model.site);
  }

  /** The shared state of `state`, to be looked at. */
  look(state: Int32Array): object {
    if (state !== this.slots) this.memory.load(state, "frozen");
    return this.views.shared;
  }

  private ask(property: Asked, explain: boolean, ...about: unknown[]): boolean {
    evidence.explaining = explain;
    guardState.wrote = false;
    evidence.where.length = 0;
    evidence.sawImplication = false;
    evidence.implied = false;
    try {
      return property.holds(...about);
    } catch (error) {
      throw blamed(error, `property '${property.name}'`, property.site);
    }
  }

  private start({ definition, root, slot }: ComposedProcess): void {
    const { model, views, slots } = this;
    if (definition.with !== undefined) Object.assign(views.mine.get(root) as Fields, definition.with(views.shared, model.parameters));
    slots[slot] = follow(model, views, slots, root, root.machine.start);
  }
}

function ignore(): void {}

function viewsOf(model: ComposedModel, memory: Memory): Views {
  const mine = model.instances.map((instance) => [instance, viewOf(instance.fields, instance.firstSlot, memory, instance.path) as Fields] as const);
  return { shared: viewOf(model.variables, 0, memory, ""), mine: new Map(mine) };
}

/** What an error means that came out of a leaf; what a rule of the language did not throw is a mistake in `body`. */
function judge(error: unknown, step: ControlState | undefined, body: Parameters<typeof originOf>[0] | undefined): Outcome {
  if (error === DISABLED || error instanceof Violation) return error;
  throw blamed(error, step === undefined ? "the initial rule" : `step ${step.name}`, body && originOf(body)?.site);
}

/** What a specification throws of its own accord is a mistake in the specification. */
function blamed(error: unknown, culprit: string, site: SpecError["site"]): SpecError {
  if (error instanceof SpecError) return error.site === undefined ? new SpecError(error.code, error.message, error.hint, site) : error;
  if (error === DISABLED) return new SpecError("FL110", `${culprit} calls when()`, "when() belongs to steps and initial rules", site);
  if (error instanceof TypeError && /read only property|not extensible/.test(error.message)) {
    return new SpecError(
      "FL109",
      `${culprit} writes state: ${error.message}`,
      "write state in steps, wirings and initial rules only",
      sitesOf(error)[0] ?? site,
    );
  }
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const hint = "a specification may not throw; narrow a step with when(), state a rule as a property";
  return new SpecError("FL110", `${culprit} threw ${said}`, hint, (error instanceof Error ? sitesOf(error)[0] : undefined) ?? site);
}
