import type { Atom, Formula } from "../language/formula.js";
import { automatonOf } from "./automaton.js";
import { fairNodes } from "./fairComponents.js";
import { findLasso, type Lasso } from "./lasso.js";
import { normalForm } from "./normalForm.js";
import { type Letters, Product } from "./product.js";
import type { Assumption, RunGraph } from "./runGraph.js";

/** Nodes, or components, between two yields. */
const STRIDE = 1 << 14;

/**
 * A fair run of which a formula is false, if there is one: the graph times an automaton for the formula's negation has then a fair loop that can be reached.
 * @throws RangeError if there is no memory for the product
 */
export function* findViolation(
  runs: RunGraph,
  letters: Letters,
  formula: Formula,
  numberOf: (atom: Atom) => number,
  assumptions: readonly Assumption[],
): Generator<undefined, Lasso | undefined, void> {
  const product = new Product(runs, automatonOf(normalForm(formula, false, numberOf)), letters);
  yield* product.explore(STRIDE);
  return findLasso(product, yield* fairNodes(product, assumptions, STRIDE), assumptions);
}
