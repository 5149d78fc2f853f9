import { int32 } from "../../language/arithmetic.js";
import type { Choose } from "../../language/choose.js";
import { Violation } from "../../language/errors.js";
import type { ChoiceMade } from "../result.js";

/** Picks one of `options` answers, counted from 0; `least` is what the first of them stands for. `at` is how many choices were made before. */
export type Pick = (options: number, least: number, at: number) => number;

/** Answers the choices of one step as it is told, and keeps what it answered: the same answers again lead to the same leaf. */
export class Answers implements Choose {
  /** Which of its answers each choice was given, counted from 0. */
  readonly given: number[] = [];
  /** The same, as traces tell it. */
  readonly made: ChoiceMade[] = [];

  constructor(private readonly pick: Pick) {}

  number(label: string, least: number, greatest: number): number {
    return this.note(label, int32(least) + this.answer(label, int32(greatest) - least + 1, least));
  }

  oneOf<const L extends readonly string[]>(label: string, options: L): L[number] {
    return this.note(label, options[this.answer(label, options.length, 0)] as string);
  }

  flag(label: string): boolean {
    return this.note(label, this.answer(label, 2, 0) === 1);
  }

  private answer(label: string, options: number, least: number): number {
    if (options <= 0) throw new Violation("empty choice", `there is nothing to choose for '${label}'`);
    const answer = this.pick(options, least, this.given.length);
    this.given.push(answer);
    return answer;
  }

  private note<T extends ChoiceMade["value"]>(label: string, value: T): T {
    this.made.push({ label, value });
    return value;
  }
}

/** Gives these answers again; where a choice has fewer by now, its last, and where there are more choices, the first of each. */
export function again(answers: readonly number[]): Answers {
  return new Answers((options, _, at) => Math.min(answers[at] ?? 0, options - 1));
}
