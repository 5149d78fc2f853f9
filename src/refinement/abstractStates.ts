import { Stepper } from "../engine/interpreter/stepper.js";
import { StateTable } from "../engine/reference/stateTable.js";
import type { ComposedModel } from "../language/compose.js";
import { SpecError } from "../language/index.js";
import { originOf } from "../language/machine.js";
import type { Observations } from "./observations.js";
import type { Observer } from "./observer.js";
import { type Standing, standingOf } from "./standing.js";

/** The states of the abstract model, each expanded when it is first asked for its successors: no more of it is explored than the model does. */
export class AbstractStates {
  readonly initial: readonly number[];
  private readonly stepper: Stepper;
  private readonly table: StateTable;
  private readonly seen: number[] = [];
  private readonly next: (readonly number[] | undefined)[] = [];

  /** @throws SpecError FL111 if the model has no initial state, or one that breaks a rule of the language */
  constructor(
    private readonly model: ComposedModel,
    private readonly observe: Observer,
    private readonly observations: Observations,
  ) {
    this.stepper = new Stepper(model);
    this.table = new StateTable(model.slots);
    this.initial = this.initialStates();
  }

  get size(): number {
    return this.table.size;
  }

  /** The number of what is seen of a state. */
  seenOf(state: number): number {
    return this.seen[state] as number;
  }

  /** The states that one step leads to, without twins. A step that breaks a rule of the language leads nowhere. */
  successors(state: number): readonly number[] {
    const known = this.next[state];
    if (known !== undefined) return known;
    const found = new Set<number>();
    this.stepper.successors(this.read(state), (_, violation) => violation === undefined && found.add(this.add()));
    const successors = [...found];
    this.next[state] = successors;
    return successors;
  }

  standingOf(state: number): Standing {
    return standingOf(this.model, this.read(state), this.successors(state).length > 0);
  }

  read(state: number): Int32Array {
    const slots = new Int32Array(this.model.slots.length);
    this.table.read(state, slots);
    return slots;
  }

  private initialStates(): readonly number[] {
    const { name, initial, site } = this.model.model;
    const refuse = (what: string, hint: string): never => {
      throw new SpecError("FL111", `${name}${what}`, hint, (initial && originOf(initial)?.site) ?? site);
    };
    const found = new Set<number>();
    this.stepper.initialStates((violation) => {
      if (violation !== undefined) refuse(`: an initial state breaks a rule: ${violation.message}`, "mend the initial rule, or narrow it with when()");
      found.add(this.add());
    });
    if (found.size === 0) refuse(" has no initial state", "its initial rule disables every leaf: loosen its when()");
    return [...found];
  }

  /** The number of the state that the stepper looks at. */
  private add(): number {
    const { table, stepper, seen } = this;
    const known = table.size;
    const state = table.add(stepper.slots);
    if (state === known) seen.push(this.observations.numberOf(this.observe(stepper.slots)));
    return state;
  }
}
