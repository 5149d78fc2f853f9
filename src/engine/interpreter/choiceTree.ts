import { int32 } from "../../language/arithmetic.js";
import type { Choose } from "../../language/choose.js";
import { SpecError, Violation } from "../../language/errors.js";
import { callSite } from "../../language/site.js";
import type { ChoiceMade } from "../result.js";

/**
 * Walks every sequence of choices of a step, depth first: the step runs once for each leaf, answers are replayed up to the last
 * choice that has an alternative left, and `advance` moves on to it.
 */
export class ChoiceTree implements Choose {
  private readonly answers: number[] = [];
  private readonly options: number[] = [];
  private readonly labels: string[] = [];
  private readonly values: ChoiceMade["value"][] = [];
  /** How many answers are replayed in this run. */
  private settled = 0;
  /** How many choices this run has made. */
  private position = 0;

  /** Before the first leaf of a step. */
  restart(): void {
    this.settled = 0;
    this.position = 0;
  }

  /** Moves to the next leaf; false when there is none. What the last run did not reach does not count. */
  advance(): boolean {
    for (let last = this.position - 1; last >= 0; last--) {
      const answer = (this.answers[last] as number) + 1;
      if (answer === this.options[last]) continue;
      this.answers[last] = answer;
      this.settled = last + 1;
      this.position = 0;
      return true;
    }
    return false;
  }

  /** Whether each choice of the last run was answered with the last of its answers, which is the greatest of numbers. */
  get greatest(): boolean {
    for (let at = 0; at < this.position; at++) if (this.answers[at] !== (this.options[at] as number) - 1) return false;
    return true;
  }

  /** Which of its answers each choice of the last run was given, counted from 0. */
  get given(): number[] {
    return this.answers.slice(0, this.position);
  }

  /** The choices of the last run, in order. */
  get made(): ChoiceMade[] {
    return Array.from({ length: this.position }, (_, at) => ({ label: this.labels[at] as string, value: this.values[at] as ChoiceMade["value"] }));
  }

  number(label: string, least: number, greatest: number): number {
    return this.note(label, int32(least) + this.answer(label, int32(greatest) - least + 1));
  }

  oneOf<const L extends readonly string[]>(label: string, options: L): L[number] {
    return this.note(label, options[this.answer(label, options.length)] as string);
  }

  flag(label: string): boolean {
    return this.note(label, this.answer(label, 2) === 1);
  }

  private answer(label: string, options: number): number {
    if (options <= 0) throw new Violation("empty choice", `there is nothing to choose for '${label}'`);
    const at = this.position;
    if (at >= this.settled) {
      this.answers[at] = 0;
      this.options[at] = options;
    } else if (this.options[at] !== options) {
      throw new SpecError(
        "FL110",
        `'${label}' offers ${options} answers, and offered ${this.options[at]} before`,
        "a step may depend on the state and its choices only",
        callSite(),
      );
    }
    return this.answers[at] as number;
  }

  private note<T extends ChoiceMade["value"]>(label: string, value: T): T {
    this.labels[this.position] = label;
    this.values[this.position++] = value;
    return value;
  }
}
