import type { Evidence } from "../../language/quantify.js";
import type { PropertyResult, Trace } from "../result.js";
import type { End } from "./canonicalPath.js";

/** What a search asks along the way: a property of the model, or one of those that every model has. */
export class Question {
  /** Where it was answered on the shortest paths so far: a violation, or a witness of a `sometimes`. */
  readonly ends: End[] = [];
  /** How many transitions those paths have. */
  length = Number.POSITIVE_INFINITY;
  /** Whether the left side of an implication in it was asked, and was ever true. */
  conditional = false;
  conditionMet = false;

  constructor(
    readonly name: string,
    readonly kind: PropertyResult["kind"],
  ) {}

  /** Whether an answer at the end of a path of `length` transitions would still tell something. Breadth-first, paths only get longer. */
  isOpen(length: number): boolean {
    return length <= this.length || (this.conditional && !this.conditionMet);
  }

  note({ sawImplication, implied }: Readonly<Evidence>): void {
    this.conditional ||= sawImplication;
    this.conditionMet ||= implied;
  }

  answered(end: End, length: number): void {
    if (length > this.length) return;
    if (length < this.length) this.ends.length = 0;
    this.length = length;
    this.ends.push(end);
  }

  /** @param trace draws the trace to an answer */
  result(complete: boolean, trace: () => Trace): PropertyResult {
    const { name, kind, ends } = this;
    const found = ends.length > 0;
    const undecided = complete ? undefined : "incomplete";
    if (kind === "sometimes") {
      return { name, kind, verdict: found ? "holds" : (undecided ?? "violated"), vacuous: false, trace: undefined, witness: found ? trace() : undefined };
    }
    const vacuous = this.conditional && !this.conditionMet && !found;
    const verdict = found ? "violated" : (undecided ?? "holds");
    return { name, kind, verdict, vacuous, ...(found ? {} : { conditional: this.conditional }), trace: found ? trace() : undefined };
  }
}
