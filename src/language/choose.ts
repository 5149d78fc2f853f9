/**
 * The nondeterminism of a step: each call makes one choice, and an engine tries every answer.
 * `label` is what a trace prints. A choice from nothing is a violation.
 */
export interface Choose {
  /** An integer from `least` to `greatest`, both included. */
  number(label: string, least: number, greatest: number): number;
  /** One of the options, in their order. */
  oneOf<const L extends readonly string[]>(label: string, options: L): L[number];
  /** False or true. */
  flag(label: string): boolean;
}
