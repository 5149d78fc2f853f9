import type { Budget, Progress } from "../engine/engine.js";
import { replay } from "../engine/interpreter/replay.js";
import { Stepper } from "../engine/interpreter/stepper.js";
import { MemoryBound } from "../engine/memoryBound.js";
import type { PropertyResult, SearchResult, Trace } from "../engine/result.js";
import { initialStatesInOrder } from "../engine/search/initialStatesInOrder.js";
import type { StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { Refinement } from "../language/index.js";
import { refinementName } from "../language/refinement.js";
import { type Divergence, Product } from "./product.js";
import { SideBySide } from "./sideBySide.js";

/** A search's result with the refinement decided on the graph that was explored. */
export interface RefinementDecision {
  readonly result: SearchResult;
  /** What was compared, and, where the model does what the abstract model does not allow, what the abstract model could have done instead. */
  readonly evidence: readonly string[];
}

/** Pairs between two yields. */
const STRIDE = 1 << 9;

/**
 * Decides after a search whether a model does only what an abstract model allows. Where the search was cut short, so is this: what was explored may go wrong, and else
 * nothing is decided.
 * @throws SpecError FL110 if a mapping throws, FL112 if what it gives has another shape than the abstract model
 */
export function* decideRefinement(
  model: ComposedModel,
  abstract: ComposedModel,
  refinement: Refinement,
  graph: StateGraph,
  found: SearchResult,
  budget: Budget,
): Generator<Progress, RefinementDecision, boolean | undefined> {
  if (budget.stopOnFirst === true && found.verdict === "violated") {
    return conclude(refinement, found, { verdict: "incomplete", reason: "stopped at the first violation" });
  }
  const started = performance.now();
  const seconds = (): number => found.seconds + (performance.now() - started) / 1000;
  const both = new SideBySide(model, abstract, refinement, graph);
  const product = new Product(both);
  const work = product.run(initialStatesInOrder(graph), STRIDE);
  const mostPairs = budget.maxStates === undefined ? Number.POSITIVE_INFINITY : Math.max(budget.maxStates, found.states);
  const memory = new MemoryBound(budget.maxMemory, found.states * found.bytesPerState);
  let interruption: string | undefined;
  let divergence: Divergence | undefined;
  try {
    let next = work.next();
    while (!next.done && interruption === undefined) {
      const { states, transitions, depth } = found;
      if (yield { states, transitions, depth, frontier: 0, seconds: seconds() }) interruption = "interrupted";
      else if (budget.maxSeconds !== undefined && seconds() > budget.maxSeconds) interruption = `more than ${budget.maxSeconds} seconds`;
      else if (product.size > mostPairs) interruption = `more than ${mostPairs} states beside abstract states`;
      else interruption = memory.excess;
      if (interruption === undefined) next = work.next();
    }
    if (next.done) divergence = next.value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    interruption = "no memory for states beside abstract states";
  }
  const timed = { ...found, seconds: seconds() };
  const compared = `compared with ${abstract.model.name}: ${both.abstractStates} abstract states, ${product.size} pairs of a state and what it may stand for`;
  if (divergence !== undefined) return violated(model, refinement, both, divergence, timed, compared);
  const reason = found.reason ?? interruption;
  const verdict = reason === undefined ? "holds" : "incomplete";
  return conclude(refinement, timed, { verdict, reason, vacuous: verdict === "holds" && !both.hasMoved, evidence: [compared] });
}

function violated(
  model: ComposedModel,
  refinement: Refinement,
  both: SideBySide,
  divergence: Divergence,
  found: SearchResult,
  compared: string,
): RefinementDecision {
  const why = both.explain(divergence);
  const name = refinementName(refinement);
  const told = replay(new Stepper(model), both.read(divergence.initial), divergence.leaves, name, why.message);
  const trace: Trace = { ...told, failure: { message: why.message, where: [], site: refinement.through.site } };
  return conclude(refinement, found, { verdict: "violated", reason: found.reason, trace, evidence: [compared, ...why.evidence] });
}

interface Conclusion {
  readonly verdict: PropertyResult["verdict"];
  readonly reason: string | undefined;
  readonly vacuous?: boolean;
  readonly trace?: Trace;
  readonly evidence?: readonly string[];
}

function conclude(refinement: Refinement, found: SearchResult, { verdict, reason, vacuous = false, trace, evidence = [] }: Conclusion): RefinementDecision {
  const property: PropertyResult = { name: refinementName(refinement), kind: "refinement", verdict, vacuous, trace };
  const isViolated = verdict === "violated" || found.verdict === "violated";
  const whole = isViolated ? "violated" : reason === undefined ? found.verdict : "incomplete";
  return { result: { ...found, properties: [...found.properties, property], verdict: whole, reason: found.reason ?? reason }, evidence };
}
