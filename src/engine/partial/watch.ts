import type { ComposedModel, ControlState } from "../../language/compose.js";
import { glob } from "../../language/glob.js";
import type { PredicateProperty } from "../../language/property.js";
import type { Stepper } from "../interpreter/stepper.js";
import { DOMAINS, NO_DEADLOCK, type PropertyResult, type Trace } from "../result.js";
import { Question } from "../search/question.js";

/** A shortest of the runs so far that answered a question: a violation, or a witness of a `sometimes`. */
export interface Answer<R> {
  readonly question: Question;
  readonly run: R;
}

/** Asks every property along runs that are taken in no particular order, and keeps for each the shortest run that answered it. */
export class Watch<R> {
  readonly domains = new Question(DOMAINS, "domain");
  readonly deadlock = new Question(NO_DEADLOCK, "deadlock");
  private readonly asked: readonly (readonly [PredicateProperty, Question])[];
  private readonly runs = new Map<Question, R>();
  private readonly firings = new Map<string, number>();

  constructor(private readonly stepper: Stepper) {
    const { processes, model } = stepper.model;
    this.asked = (model.properties ?? []).map((property) => [property, new Question(property.name, property.kind)]);
    for (const { states } of processes) for (const { name, body } of states) if (body !== undefined) this.firings.set(name, 0);
  }

  private get questions(): readonly Question[] {
    return [...this.asked.map(([, question]) => question), this.domains, this.deadlock];
  }

  /** Whether something was violated. */
  get violated(): boolean {
    return this.questions.some((question) => question.kind !== "sometimes" && this.runs.has(question));
  }

  /** How often each step fired, by control state. */
  get fired(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.firings);
  }

  /** Steps that never fired and that the model does not list as known not to. */
  get unreached(): string[] {
    const known = (this.stepper.model.model.unreached ?? []).map(glob);
    return [...this.firings].filter(([name, count]) => count === 0 && !known.some((pattern) => pattern.test(name))).map(([name]) => name);
  }

  /** A new state, at the end of a run of `length` transitions. */
  state(state: Int32Array, length: number, run: () => R): void {
    for (const [property, question] of this.asked) {
      if (property.kind === "step" || !isOpen(question, length)) continue;
      const truth = this.stepper.holds(property, state);
      question.note(this.stepper.evidence);
      if (truth !== (property.kind === "always")) this.answer(question, length, run);
    }
  }

  /** A transition of the step `control`, the last of a run of `length`. */
  transition({ name }: ControlState, before: Int32Array, after: Int32Array, length: number, run: () => R): void {
    this.firings.set(name, (this.firings.get(name) as number) + 1);
    for (const [property, question] of this.asked) {
      if (property.kind !== "step" || !isOpen(question, length)) continue;
      const truth = this.stepper.holdsAcross(property, before, after);
      question.note(this.stepper.evidence);
      if (!truth) this.answer(question, length, run);
    }
  }

  /** `question` was answered by a run of `length` transitions; one that is no shorter than what is known tells nothing. */
  answer(question: Question, length: number, run: () => R): void {
    if (length >= question.length) return;
    question.answered({ state: 0 }, length);
    this.runs.set(question, run());
  }

  /** What was answered, in the order of the properties. */
  get answers(): Answer<R>[] {
    return this.questions.flatMap((question) => {
      const run = this.runs.get(question);
      return run === undefined ? [] : [{ question, run }];
    });
  }

  /** @param complete every reachable state was visited @param traces of the questions that were answered, by name */
  results(complete: boolean, traces: ReadonlyMap<string, Trace>): PropertyResult[] {
    return this.questions.map((question) => question.result(complete, () => traces.get(question.name) as Trace));
  }
}

function isOpen(question: Question, length: number): boolean {
  return length < question.length || (question.conditional && !question.conditionMet);
}

/** Whether nobody can move although somebody is not at an end: stuck for ever, whatever else is reachable. `enabled`: some process can move. */
export function isDeadlock({ processes }: ComposedModel, state: Int32Array, enabled: boolean): boolean {
  return !enabled && processes.some(({ daemon, states, slot }) => !daemon && states[state[slot] as number]?.body !== undefined);
}

/** Which processes stand before a step in a state that is a deadlock. */
export function whoIsStuck({ processes }: ComposedModel, state: Int32Array): string {
  const standing = processes.filter(({ daemon }) => !daemon).map(({ states, slot }) => states[state[slot] as number] as ControlState);
  const places = standing.filter(({ body }) => body !== undefined).map(({ name }) => name);
  return `stuck for ever: ${places.join(", ")}`;
}
