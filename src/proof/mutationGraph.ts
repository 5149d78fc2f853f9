import type { MutantAnswer } from "../engine/compiled/mutantSearch.js";
import { initialStatesInOrder } from "../engine/search/initialStatesInOrder.js";
import type { StateGraph } from "../engine/search/stateGraph.js";
import { type ComposedModel, compose } from "../language/compose.js";
import type { ComposedTemporal } from "../language/composeTemporal.js";
import { atomsOf } from "../language/formula.js";
import type { Refinement, Run } from "../language/index.js";
import { refinementName } from "../language/refinement.js";
import { findViolation } from "../liveness/findViolation.js";
import { type LabelledGraph, labelGraph } from "../liveness/labelGraph.js";
import { lettersOf } from "../liveness/lettersOf.js";
import { Product } from "../refinement/product.js";
import { SideBySide } from "../refinement/sideBySide.js";

/** What a run asks of the whole graph of a mutant: its temporal properties, and its refinement. Nothing else tells how the graph came about, so no trace is drawn. */
export function answersOnGraph(composed: ComposedModel, { refines }: Run, graph: StateGraph): readonly MutantAnswer[] {
  return [...temporalAnswers(composed, graph), ...(refines === undefined ? [] : [refinementAnswer(composed, refines, graph)])];
}

const STRIDE = 1 << 20;

function temporalAnswers(composed: ComposedModel, graph: StateGraph): readonly MutantAnswer[] {
  if (composed.temporal.length === 0) return [];
  const labelled = finish(labelGraph(composed, graph, STRIDE));
  return composed.temporal.map((temporal) => {
    const transitions = shortestViolation(composed, graph, labelled, temporal);
    return answer(temporal.property.name, transitions);
  });
}

/** Whether a temporal property or its fairness speaks of choices: what a step chose is told by the specification's own functions, which know nothing of mutants. */
export function namesChoices({ temporal }: ComposedModel): boolean {
  return temporal.some(({ atoms, fairness }) =>
    [...fairness, ...[...atoms.values()].flatMap((atom) => (atom.kind === "taken" ? atom.actions : []))].some(({ choice }) => choice !== undefined),
  );
}

/** Transitions up to where a lasso closes; infinite if there is none. */
function shortestViolation(composed: ComposedModel, graph: StateGraph, labelled: LabelledGraph, temporal: ComposedTemporal): number {
  const { property, fairness } = temporal;
  const letters = finish(lettersOf(composed, graph, labelled, temporal, STRIDE));
  const atoms = atomsOf(property.formula);
  const assumptions = fairness.map((condition) => ({ strength: condition.strength, action: labelled.actions.numberOf(condition) }));
  const lasso = finish(findViolation(labelled.runs, letters, property.formula, (atom) => atoms.indexOf(atom), assumptions));
  return lasso === undefined ? Number.POSITIVE_INFINITY : lasso.stem.length + lasso.loop.length;
}

function refinementAnswer(composed: ComposedModel, refines: Refinement, graph: StateGraph): MutantAnswer {
  const product = new Product(new SideBySide(composed, compose(refines.abstract), refines, graph));
  const divergence = finish(product.run(initialStatesInOrder(graph), STRIDE));
  return answer(refinementName(refines), divergence === undefined ? Number.POSITIVE_INFINITY : divergence.leaves.length);
}

function answer(property: string, transitions: number): MutantAnswer {
  return { property, verdict: Number.isFinite(transitions) ? "violated" : "holds", transitions };
}

/** What a generator returns, whatever it yields before. */
function finish<T>(work: Generator<undefined, T, void>): T {
  for (let next = work.next(); ; next = work.next()) if (next.done) return next.value;
}
