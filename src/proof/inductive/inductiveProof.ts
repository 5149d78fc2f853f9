import type { InductiveClaim } from "../../language/annotation.js";
import type { ParameterValues } from "../../language/kernel.js";

/** An invariant, and of each step whether it preserves it. */
export interface InductiveProof {
  readonly claim: Pick<InductiveClaim, "name" | "about">;
  /** The sizes at which it was asked. */
  readonly bounds: ParameterValues;
  /** `incomplete` where z3 gave up on something, and nothing was broken. */
  readonly verdict: "inductive" | "not inductive" | "incomplete";
  /** The parts of the invariant, by name: goals, what strengthens them, and assertions about locals. */
  readonly parts: readonly string[];
  /** That it holds in the initial states. */
  readonly initial: StepProof;
  readonly steps: readonly StepProof[];
  /** Why the formulas allow more than the model does; none if they are exact. */
  readonly approximations: readonly string[];
}

/** Whether one step preserves an invariant: whether from every state in which the invariant holds it leads to such a state only. */
export interface StepProof {
  /** `writer/iomap_write_iter.copy`, or `initial states`. */
  readonly step: string;
  /** `never taken`: it cannot be taken in any state in which the invariant holds. */
  readonly outcome: "preserved" | "broken" | "never taken" | "unknown";
  readonly counterexample: Counterexample | undefined;
}

/**
 * A step out of the invariant. The state before need not be reachable: that is what makes it a counterexample to induction, and no
 * violation. What is not shown has the value that it has before anything writes it.
 */
export interface Counterexample {
  /** Parts of the invariant that are true before the step and false after it. */
  readonly broken: readonly string[];
  readonly choices: readonly NamedValue[];
  readonly before: readonly NamedValue[];
  readonly changes: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** A variable in the words of the specification: `folios[0].cells[17]` is `garbage`. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}
