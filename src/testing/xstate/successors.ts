import { isDeepStrictEqual } from "node:util";
import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from "xstate";
import { SpecError, Violation } from "../../language/index.js";
import { refill } from "./refill.js";
import { type Outputs, refuseWanted } from "./refuseEffects.js";
import { initialTransition, transition } from "./xstate.js";

/** How many microsteps a macrostep may have where the machine does not say: one that has more is taken to be endless. */
const MOST_MICROSTEPS = 1_000;

/** What a machine does on an event, as XState says. */
export class Successors {
  /** The machine, with a bound on its microsteps. */
  readonly machine: AnyStateMachine;

  constructor(
    machine: AnyStateMachine,
    private readonly outputs: Outputs,
  ) {
    this.machine = machine.provide({});
    if (!Number.isFinite(this.machine.options.maxIterations)) this.machine.options.maxIterations = MOST_MICROSTEPS;
  }

  /** The snapshot that the machine starts with; its status is `error` if it cannot. */
  initial(input: unknown): AnyMachineSnapshot {
    const [start, actions] = initialTransition(this.machine, input);
    refuseWanted(actions, start, `the start of '${this.machine.id}'`, this.outputs);
    return start;
  }

  /**
   * The snapshot that follows; undefined where the machine takes no transition.
   * @throws Violation where there should be one and is none
   * @throws SpecError FL402 or FL403 for what cannot be explored, FL405 where it depends on the order in which a Set or a Map was filled
   */
  after(before: AnyMachineSnapshot, event: EventObject, label: string): AnyMachineSnapshot | undefined {
    if (before.status !== "active") return undefined;
    const other = refill(before.context);
    const after = this.take(before, event, label);
    if (other !== undefined) this.refuseOrder(after, this.take(this.machine.resolveState({ ...before, context: other }), event, label), label);
    return after !== before || before.can(event) ? after : undefined;
  }

  private take(before: AnyMachineSnapshot, event: EventObject, label: string): AnyMachineSnapshot {
    const [after, actions] = this.transition(before, event, label);
    refuseWanted(actions, after, `'${this.machine.id}' on ${label}`, this.outputs);
    if (after.status === "active" || after.status === "done") return after;
    throw new Violation("unknown next state", `${this.machine.id} on ${label}: its status becomes '${after.status}'`);
  }

  private transition(before: AnyMachineSnapshot, event: EventObject, label: string): ReturnType<typeof transition<AnyStateMachine>> {
    try {
      return transition(this.machine, before, event);
    } catch (error) {
      throw new Violation("unknown next state", `${this.machine.id} on ${label}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private refuseOrder(one: AnyMachineSnapshot, other: AnyMachineSnapshot, label: string): void {
    if (isDeepStrictEqual([one.value, one.context, one.historyValue], [other.value, other.context, other.historyValue])) return;
    throw new SpecError(
      "FL405",
      `what '${this.machine.id}' does on ${label} depends on the order in which a Set or a Map was filled, which is not kept`,
      "keep what has an order in an array, as listOf() describes",
    );
  }
}
