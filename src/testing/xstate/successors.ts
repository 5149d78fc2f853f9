import { isDeepStrictEqual } from "node:util";
import type { AnyHistoryValue, AnyMachineSnapshot, AnyStateMachine, EventObject } from "xstate";
import { SpecError, Violation } from "../../language/index.js";
import { asWritten, rearranged } from "./rearranged.js";
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
   * @throws SpecError FL402 or FL403 for what cannot be explored, FL405 where it depends on an order that is not kept
   */
  after(snapshot: AnyMachineSnapshot, event: EventObject, label: string): AnyMachineSnapshot | undefined {
    if (snapshot.status !== "active") return undefined;
    const before = asWritten(snapshot);
    const twin = rearranged(before);
    const after = this.take(before, event, label);
    if (twin !== undefined && !this.agrees(after, twin, event, label)) this.refuseOrder(label);
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

  /** Whether the twin of a snapshot that `after` follows leads to the same. */
  private agrees(after: AnyMachineSnapshot, twin: AnyMachineSnapshot, event: EventObject, label: string): boolean {
    try {
      return isDeepStrictEqual(essence(after), essence(this.take(twin, event, label)));
    } catch (error) {
      if (error instanceof Violation) return false;
      throw error;
    }
  }

  private refuseOrder(label: string): never {
    throw new SpecError(
      "FL405",
      `what '${this.machine.id}' does on ${label} depends on an order that is not kept: of a Set, of a Map, or of parallel states' always`,
      "keep what has an order in an array, as listOf() describes; let parallel states assign different things",
    );
  }
}

/** What a model keeps of a snapshot. */
function essence({ value, context, historyValue }: AnyMachineSnapshot): unknown {
  const remembered = Object.entries(historyValue as AnyHistoryValue).map(([id, nodes]) => [id, new Set(nodes.map((node) => node.id))] as const);
  return { value, context, remembered: new Map(remembered) };
}
