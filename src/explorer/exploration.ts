import { Stepper } from "../engine/interpreter/stepper.js";
import type { ComposedModel } from "../language/compose.js";
import { SpecError } from "../language/index.js";
import { initialValue } from "../language/layout.js";
import type { PredicateProperty } from "../language/property.js";
import { stateRows } from "../report/html/stateRows.js";
import { changesBetween } from "../trace/changesBetween.js";
import { decodeState } from "../trace/decodeState.js";
import { initialLeavesOf, type Leaf, leavesOf } from "../trace/explain/leaves.js";
import { StepTeller } from "../trace/stepTeller.js";
import { tellChanges, tellSettings } from "../trace/tellChanges.js";
import type { Pin, StateView, StepView } from "./protocol.js";

/** The states of a live model, as somebody walks through them: found when they are looked at, and known by numbers from then on. */
export class Exploration {
  readonly stepper: Stepper;
  readonly teller: StepTeller;
  private readonly states: Int32Array[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(readonly composed: ComposedModel) {
    this.stepper = new Stepper(composed);
    this.teller = new StepTeller(composed);
  }

  /** The initial states, each once. */
  initialStates(): number[] {
    return [...new Set(initialLeavesOf(this.stepper).map(({ state }) => this.numberOf(state)))];
  }

  /** What the initial rule set in an initial state. */
  tellInitial(number: number): string[] {
    const blank = this.composed.slots.map(initialValue);
    return tellSettings(changesBetween(this.composed, blank, [...this.stateOf(number)]));
  }

  /** The number by which a state is known from now on. */
  numberOf(state: Int32Array): number {
    const key = state.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.states.length);
    return this.states.push(state) - 1;
  }

  /** @throws SpecError FL302 for a number that no state has */
  stateOf(number: number): Int32Array {
    const state = this.states[number];
    if (state !== undefined) return state;
    throw new SpecError("FL302", `there is no state ${number}`, "reload the page: the states of another run of faultline explore are not known to this one");
  }

  /** A state, what is true of it, and what can happen in it. */
  look(number: number, pins: readonly Pin[]): StateView {
    const state = this.stateOf(number);
    const slots = [...state];
    return {
      number,
      state: decodeState(this.composed, slots),
      picture: this.teller.draw(slots),
      properties: this.properties.filter(({ kind }) => kind !== "step").map((property) => ({ name: property.name, kept: this.isKept(property, state) })),
      steps: this.leaves(number).map((leaf, index) => this.viewOf(leaf, index, state, pins)),
    };
  }

  /** Everything that can happen in a state, in the order of processes and choices. */
  leaves(number: number): readonly Leaf[] {
    return leavesOf(this.stepper, this.stateOf(number));
  }

  viewOf({ control: { instance, step }, choices, state, violation }: Leaf, number: number, before: Int32Array, pins: readonly Pin[]): StepView {
    const { path, machine } = instance;
    const changes = state === undefined ? [] : changesBetween(this.composed, [...before], [...state]);
    return {
      number,
      process: path.split("/")[0] as string,
      path,
      function: machine.prototype.name,
      step,
      source: machine.source,
      choices,
      told: tellChanges(changes, path),
      to: state === undefined ? null : this.numberOf(state),
      violates: violation === undefined ? this.brokenAcross(before, state) : [`${violation.kind}: ${violation.message}`],
      unpins: state !== undefined && this.unpins(state, pins),
    };
  }

  /** Whether a state has another value for something that is pinned. */
  unpins(state: Int32Array, pins: readonly Pin[]): boolean {
    if (pins.length === 0) return false;
    const texts = new Map(stateRows(decodeState(this.composed, [...state])).map(({ name, text }) => [name, text]));
    return pins.some(({ name, text }) => texts.get(name) !== text);
  }

  private get properties(): readonly PredicateProperty[] {
    return this.composed.model.properties ?? [];
  }

  /** A promise that something can happen is not broken by a state in which it does not. */
  private isKept(property: PredicateProperty, state: Int32Array): boolean | null {
    const holds = this.stepper.holds(property, state);
    if (property.kind === "sometimes") return holds || null;
    return property.kind === "never" ? !holds : holds;
  }

  private brokenAcross(before: Int32Array, after: Int32Array | undefined): string[] {
    if (after === undefined) return [];
    return this.properties.filter((property) => property.kind === "step" && !this.stepper.holdsAcross(property, before, after)).map(({ name }) => name);
  }
}
