/** A part of a property, and whether it was true in each state of a trace. */
export interface ConjunctReport {
  /** As the specification writes it. */
  readonly text: string;
  /** For the initial state and after each step: true, false, or null where it cannot be asked. */
  readonly truth: readonly (boolean | null)[];
}
