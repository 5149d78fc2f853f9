import type ts from "typescript";
import type { Activation } from "./activation.js";
import type { Value } from "./value.js";

/** Changes what lowering makes of the text: so a mutant is checked in every respect in which the text itself is. */
export interface Mutation {
  /** What an expression means, in place of what its text says. */
  value(at: Activation, node: ts.Expression, value: Value): Value;
  /** The statements of a block, in place of those that stand there. */
  statements(at: Activation, nodes: readonly ts.Statement[]): readonly ts.Statement[];
}
