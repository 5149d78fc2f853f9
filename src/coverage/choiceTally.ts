import type { ChoiceMade } from "../engine/result.js";
import type { ChoiceCoverage } from "./coverage.js";

/** What a leaf led to where it has no successor: a rule was broken, or a `when` was in the way. */
export const BROKEN = -1;
export const DISABLED = -2;

/** Counts the answers to the choices of one step, or of the initial rule, leaf by leaf. */
export class ChoiceTally {
  private readonly labels = new Map<string, Answers>();

  /** A leaf of the state that is looked at: its choices, and the number of its successor, {@link BROKEN} or {@link DISABLED}. */
  leaf(choices: readonly ChoiceMade[], successor: number): void {
    for (const { label, value } of choices) {
      const answers = this.labels.get(label) ?? new Answers();
      this.labels.set(label, answers);
      answers.note(value, successor);
    }
  }

  /** There are no more leaves of that state. */
  endState(): void {
    for (const answers of this.labels.values()) answers.endState();
  }

  /** @param known labels of choices that the step may come to, whether or not it did */
  coverage(known: readonly string[]): ChoiceCoverage[] {
    const unasked = known.filter((label) => !this.labels.has(label));
    return [
      ...[...this.labels].map(([label, answers]) => ({ label, ...answers.coverage() })),
      ...unasked.map((label) => ({ label, answers: [], matters: false })),
    ];
  }
}

class Answers {
  private readonly taken = new Map<ChoiceMade["value"], number>();
  private matters = false;
  /** By answer: the successors in this state. Empty once it is known that the choice matters. */
  private readonly successors = new Map<ChoiceMade["value"], Set<number>>();

  note(value: ChoiceMade["value"], successor: number): void {
    this.taken.set(value, (this.taken.get(value) ?? 0) + (successor >= 0 ? 1 : 0));
    if (this.matters) return;
    const known = this.successors.get(value);
    if (known === undefined) this.successors.set(value, new Set([successor]));
    else known.add(successor);
  }

  endState(): void {
    const [first, ...others] = this.successors.values();
    if (first !== undefined) this.matters ||= others.some((other) => !isEqual(first, other));
    this.successors.clear();
  }

  coverage(): Omit<ChoiceCoverage, "label"> {
    const answers = [...this.taken].map(([value, taken]) => ({ value, taken }));
    return { answers: answers.sort((a, b) => order(a.value, b.value)), matters: this.matters };
  }
}

function isEqual(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}

/** Numbers by size, labels and flags in the order in which they are possible first. */
function order(a: ChoiceMade["value"], b: ChoiceMade["value"]): number {
  return typeof a === "number" && typeof b === "number" ? a - b : 0;
}
