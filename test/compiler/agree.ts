import { expect } from "vitest";
import { checkSubset, compile } from "../../src/compiler/index.js";
import { unrollLoops } from "../../src/compiler/unrollLoops.js";
import { Stepper } from "../../src/engine/interpreter/stepper.js";
import { type ComposedModel, compose } from "../../src/language/compose.js";
import { SpecError, Violation } from "../../src/language/errors.js";
import type { Model } from "../../src/language/model.js";
import { Interpreter, type ProgramLeaf } from "./interpret.js";

/** What a walk over every state of a model met; both readings of the model gave the same at each of them. */
export interface Walked {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly initialStates: number;
  /** Kinds of violations that some step committed. */
  readonly violations: ReadonlySet<string>;
}

/**
 * Walks every reachable state of a model, and expects its programs to say of each what the specification's own functions say: the same
 * leaves in the same order, the same choices, successors and violations, the same truth of each property, and of the property with its loops unrolled. It stops
 * after `most` transitions.
 */
export function expectAgreement(model: Model, most = 100_000): Walked {
  const composed = compose(model);
  expect(checkSubset(composed)).toEqual([]);
  return new Walk(composed).run(most);
}

class Walk {
  private readonly stepper: Stepper;
  private readonly interpreter: Interpreter;
  private readonly unrolled: Interpreter;
  private readonly known = new Set<string>();
  private readonly queue: Int32Array[] = [];
  private readonly depths: number[] = [];
  private readonly violations = new Set<string>();
  private transitions = 0;

  constructor(private readonly composed: ComposedModel) {
    this.stepper = new Stepper(composed);
    const program = compile(composed);
    this.interpreter = new Interpreter(program);
    this.unrolled = new Interpreter({ ...program, properties: program.properties.map(unrollLoops) });
  }

  run(most: number): Walked {
    const first = this.initialLeaves();
    expect(this.interpreter.initialStates()).toEqual(first);
    for (const { after } of first) if (typeof after !== "string") this.add(after, 0);
    const initialStates = this.queue.length;
    for (let index = 0; index < this.queue.length && this.transitions < most; index++)
      this.expand(this.queue[index] as Int32Array, this.depths[index] as number);
    return { states: this.queue.length, transitions: this.transitions, depth: Math.max(...this.depths), initialStates, violations: this.violations };
  }

  private expand(state: Int32Array, depth: number): void {
    const leaves = this.leavesFrom(state);
    const programs = this.interpreter.successors(state);
    if (JSON.stringify(programs) !== JSON.stringify(leaves)) expect(programs).toEqual(leaves);
    this.askState(state);
    for (const { after } of leaves) {
      if (typeof after === "string") this.violations.add(after);
      else {
        this.transitions++;
        this.askTransition(state, Int32Array.from(after));
        this.add(after, depth + 1);
      }
    }
  }

  private add(state: readonly number[], depth: number): void {
    const key = state.join();
    if (this.known.has(key)) return;
    this.known.add(key);
    this.queue.push(Int32Array.from(state));
    this.depths.push(depth);
  }

  private askState(state: Int32Array): void {
    for (const property of this.composed.model.properties ?? []) {
      if (property.kind === "step") continue;
      const truth = outcome(() => this.stepper.holds(property, state));
      const { implied } = this.stepper.evidence;
      for (const interpreter of [this.interpreter, this.unrolled]) {
        expect(outcome(() => interpreter.ask(property.name, state))).toBe(truth);
        if (truth !== "broken") expect(interpreter.witnessed).toBe(implied);
      }
    }
  }

  private askTransition(from: Int32Array, to: Int32Array): void {
    for (const property of this.composed.model.properties ?? []) {
      if (property.kind !== "step") continue;
      const truth = outcome(() => this.stepper.holdsAcross(property, from, to));
      for (const interpreter of [this.interpreter, this.unrolled]) expect(outcome(() => interpreter.ask(property.name, to, from))).toBe(truth);
    }
  }

  private initialLeaves(): ProgramLeaf[] {
    const found: ProgramLeaf[] = [];
    this.stepper.initialStates((violation) =>
      found.push({ process: -1, state: -1, choices: this.chosen(), after: violation?.kind ?? [...this.stepper.slots] }),
    );
    return found;
  }

  private leavesFrom(state: Int32Array): ProgramLeaf[] {
    const found: ProgramLeaf[] = [];
    this.stepper.successors(state, ({ index, instance }, violation) => {
      found.push({ process: instance.process, state: index, choices: this.chosen(), after: violation?.kind ?? [...this.stepper.slots] });
    });
    return found;
  }

  private chosen(): (number | string | boolean)[] {
    return this.stepper.made.map(({ value }) => value);
  }
}

/** What a property says, or that it broke a rule itself: a mistake of the specification, which is reported and not decided. */
function outcome(ask: () => boolean): boolean | "broken" {
  try {
    return ask();
  } catch (error) {
    if (error instanceof SpecError || error instanceof Violation) return "broken";
    throw error;
  }
}
