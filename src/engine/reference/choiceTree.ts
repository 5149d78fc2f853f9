import type { Choose } from "../../language/choose.js";
import { Violation } from "../../language/errors.js";
import type { ChoiceMade } from "../result.js";

/**
 * Walks every sequence of choices of a step, depth first: the step runs once for each leaf, answers are replayed up to the last
 * choice that has an alternative left, and `advance` moves on to it.
 */
export class ChoiceTree implements Choose {
  private readonly answers: number[] = [];
  private readonly options: number[] = [];
  private position = 0;
  /** The choices of the run in progress. */
  made: ChoiceMade[] = [];

  /** Before the first leaf of a step. */
  restart(): void {
    this.answers.length = 0;
    this.options.length = 0;
    this.rewind();
  }

  /** Before each leaf. */
  rewind(): void {
    this.position = 0;
    this.made = [];
  }

  /** Moves to the next leaf; false when there is none. */
  advance(): boolean {
    this.answers.length = this.position;
    this.options.length = this.position;
    for (let last = this.position - 1; last >= 0; last--) {
      const answer = (this.answers[last] as number) + 1;
      if (answer < (this.options[last] as number)) {
        this.answers[last] = answer;
        this.answers.length = last + 1;
        this.options.length = last + 1;
        return true;
      }
    }
    return false;
  }

  number(label: string, least: number, greatest: number): number {
    const value = least + this.answer(label, greatest - least + 1);
    this.made.push({ label, value });
    return value;
  }

  oneOf<const L extends readonly string[]>(label: string, options: L): L[number] {
    const value = options[this.answer(label, options.length)] as string;
    this.made.push({ label, value });
    return value;
  }

  flag(label: string): boolean {
    const value = this.answer(label, 2) === 1;
    this.made.push({ label, value });
    return value;
  }

  private answer(label: string, options: number): number {
    if (!(options > 0)) throw new Violation("empty choice", `there is nothing to choose for '${label}'`);
    if (this.position === this.answers.length) {
      this.answers.push(0);
      this.options.push(options);
    }
    return this.answers[this.position++] as number;
  }
}
