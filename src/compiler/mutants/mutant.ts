import type { Site } from "../../language/site.js";

/** What is done to a place of the text. */
export type Operator =
  | "drop a statement"
  | "drop a lock"
  | "reorder statements"
  | "negate a condition"
  | "move a boundary"
  | "off by one"
  | "swap rounding"
  | "wrong variable";

/** One small change for the worse to the text of a function: what a slip of its author's might have left there. */
export interface Mutant {
  /** The same change to the same place has the same key, in every model that has the function. */
  readonly key: string;
  /** The function whose machine is changed. A helper is changed where this function uses it, and nowhere else. */
  readonly function: string;
  readonly operator: Operator;
  /** Where the changed text begins. */
  readonly site: Site;
  /** The changed text, on one line. */
  readonly before: string;
  /** What stands there instead; empty for what was dropped. */
  readonly after: string;
}
