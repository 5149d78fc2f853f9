import { setImmediate } from "node:timers/promises";
import type { Progress } from "../engine/engine.js";
import { Stepper } from "../engine/interpreter/stepper.js";
import { StateTable } from "../engine/reference/stateTable.js";
import type { ComposedModel, ComposedProcess, ControlState } from "../language/compose.js";
import { BROKEN, ChoiceTally, DISABLED } from "./choiceTally.js";

/** What a replay counts: the answers to the choices of the initial rule, and of each step, by its control state. */
export interface ChoiceCounts {
  readonly initial: ChoiceTally;
  readonly steps: ReadonlyMap<string, StepTally>;
}

/** The answers to the choices of a step, and how often it led to which control state. */
export interface StepTally {
  readonly choices: ChoiceTally;
  readonly next: ReadonlyMap<string, number>;
}

/** Milliseconds of replaying between two turns of the event loop. */
const TURN = 50;

/**
 * Counts the answers to every choice of a model, and where each step leads, by going through all of its reachable states once more, on the specification's own
 * functions. That takes as long as the reference engine takes to explore them, and memory for the states, whatever engine explored before:
 * engines count steps; they do not keep what was chosen.
 * @returns undefined when it was interrupted
 */
export async function countChoices(
  model: ComposedModel,
  { signal, onProgress }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((progress: Progress) => void) | undefined } = {},
): Promise<ChoiceCounts | undefined> {
  const began = performance.now();
  const replay = new Replay(model);
  let turn = began + TURN;
  while (replay.expandNext()) {
    if (performance.now() < turn) continue;
    onProgress?.(replay.progress((performance.now() - began) / 1000));
    await setImmediate();
    if (signal?.aborted) return undefined;
    turn = performance.now() + TURN;
  }
  return replay;
}

class Replay implements ChoiceCounts {
  readonly initial = new ChoiceTally();
  readonly steps = new Map<string, { readonly choices: ChoiceTally; readonly next: Map<string, number> }>();
  private readonly stepper: Stepper;
  private readonly table: StateTable;
  private readonly current: Int32Array;
  /** The tallies of the state that is expanded now. */
  private readonly open = new Set<ChoiceTally>();
  private expanded = 0;
  private transitions = 0;

  constructor(private readonly model: ComposedModel) {
    this.stepper = new Stepper(model);
    this.table = new StateTable(model.slots);
    this.current = new Int32Array(model.slots.length);
    const { stepper, table, initial } = this;
    stepper.initialStates(
      () => initial.leaf(stepper.made, table.add(stepper.slots)),
      () => initial.leaf(stepper.made, DISABLED),
    );
    initial.endState();
  }

  /** Takes every leaf of the next state; false when there is none left. */
  expandNext(): boolean {
    const { stepper, table, current, open } = this;
    if (this.expanded === table.size) return false;
    table.read(this.expanded++, current);
    stepper.successors(
      current,
      (step, violation) => this.leaf(step, violation === undefined ? table.add(stepper.slots) : BROKEN),
      (step) => this.leaf(step, DISABLED),
    );
    for (const tally of open) tally.endState();
    open.clear();
    return true;
  }

  progress(seconds: number): Progress {
    const { table, transitions, expanded } = this;
    return { states: table.size, transitions, depth: 0, frontier: table.size - expanded, seconds };
  }

  private leaf(state: ControlState, successor: number): void {
    const { choices, next } = this.tallyOf(state);
    if (successor >= 0) {
      this.transitions++;
      const reached = this.nextOf(state);
      next.set(reached, (next.get(reached) ?? 0) + 1);
    }
    const { made } = this.stepper;
    if (made.length === 0) return;
    choices.leaf(made, successor);
    this.open.add(choices);
  }

  private tallyOf({ name }: ControlState) {
    const known = this.steps.get(name) ?? { choices: new ChoiceTally(), next: new Map<string, number>() };
    this.steps.set(name, known);
    return known;
  }

  /** Where the process of a step stands in the stepper's state. */
  private nextOf({ instance }: ControlState): string {
    const { states, slot } = this.model.processes[instance.process] as ComposedProcess;
    return states[this.stepper.slots[slot] as number]?.name as string;
  }
}
