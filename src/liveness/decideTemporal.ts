import type { Budget, Progress } from "../engine/engine.js";
import { MemoryBound } from "../engine/memoryBound.js";
import type { PropertyResult, SearchResult } from "../engine/result.js";
import type { StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { ComposedTemporal } from "../language/composeTemporal.js";
import { type Atom, atomsOf } from "../language/formula.js";
import { findViolation } from "./findViolation.js";
import { isVacuous } from "./isVacuous.js";
import { type LabelledGraph, labelGraph } from "./labelGraph.js";
import { lassoTrace } from "./lassoTrace.js";
import { lettersOf } from "./lettersOf.js";

/** What a search found, with the model's temporal properties decided on the graph that it explored. */
export interface TemporalDecision {
  readonly result: SearchResult;
  /** Labels of choices that fairness or formulas name, and that nothing in a completely explored graph chooses by. */
  readonly unseenLabels: readonly string[];
}

/** States between two yields. */
const STRIDE = 1 << 13;

/**
 * Decides temporal properties after a search. On a graph that was not explored to its end a property is violated or `incomplete`: a loop of explored
 * states is a run, whatever else there is.
 */
export function* decideTemporal(
  model: ComposedModel,
  graph: StateGraph,
  found: SearchResult,
  budget: Budget,
): Generator<Progress, TemporalDecision, boolean | undefined> {
  const started = performance.now();
  const seconds = (): number => found.seconds + (performance.now() - started) / 1000;
  const decision = new Decision(model, graph, found, budget);
  const work = decision.run();
  const memory = new MemoryBound(budget.maxMemory, found.states * found.bytesPerState);
  let interruption: string | undefined;
  for (let next = work.next(); !next.done && interruption === undefined; next = work.next()) {
    const { states, transitions, depth } = found;
    if (yield { states, transitions, depth, frontier: 0, seconds: seconds() }) interruption = "interrupted";
    else if (budget.maxSeconds !== undefined && seconds() > budget.maxSeconds) interruption = `more than ${budget.maxSeconds} seconds`;
    else interruption = memory.excess;
  }
  return { result: { ...decision.result(interruption), seconds: seconds() }, unseenLabels: found.reason === undefined ? decision.unseenLabels : [] };
}

class Decision {
  private readonly decided: PropertyResult[] = [];
  /** Why properties are left undecided. */
  private reason: string | undefined;
  unseenLabels: readonly string[] = [];

  constructor(
    private readonly model: ComposedModel,
    private readonly graph: StateGraph,
    private readonly found: SearchResult,
    private readonly budget: Budget,
  ) {
    this.reason = found.reason;
  }

  *run(): Generator<undefined, void, void> {
    if (this.isToStop()) return;
    try {
      const labelled = yield* labelGraph(this.model, this.graph, STRIDE);
      this.unseenLabels = labelled.unseenLabels;
      for (const temporal of this.model.temporal) {
        this.decided.push(yield* this.decide(labelled, temporal));
        if (this.isToStop()) return;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.reason ??= "no memory for deciding temporal properties";
    }
  }

  /** What was decided; what was not is `incomplete`. */
  result(interruption: string | undefined): SearchResult {
    const { found, decided, model } = this;
    const rest = model.temporal.slice(decided.length).map(({ property }) => result(property.name, "incomplete"));
    const properties = [...found.properties, ...decided, ...rest];
    const reason = this.reason ?? (rest.length > 0 ? interruption : undefined);
    const verdict = properties.some((property) => property.verdict === "violated") ? "violated" : reason === undefined ? "holds" : "incomplete";
    return { ...found, properties, verdict, reason };
  }

  private isToStop(): boolean {
    const violated = [...this.found.properties, ...this.decided].some(({ verdict }) => verdict === "violated");
    if (this.budget.stopOnFirst !== true || !violated) return false;
    if (this.decided.length < this.model.temporal.length) this.reason ??= "stopped at the first violation";
    return true;
  }

  private *decide(labelled: LabelledGraph, temporal: ComposedTemporal): Generator<undefined, PropertyResult, void> {
    const { model, graph } = this;
    const { property, fairness } = temporal;
    const letters = yield* lettersOf(model, graph, labelled, temporal, STRIDE);
    const atoms = atomsOf(property.formula);
    const numberOf = (atom: Atom): number => atoms.indexOf(atom);
    const assumptions = fairness.map((condition) => ({ strength: condition.strength, action: labelled.actions.numberOf(condition) }));
    const lasso = yield* findViolation(labelled.runs, letters, property.formula, numberOf, assumptions);
    if (lasso !== undefined) return { ...result(property.name, "violated"), trace: lassoTrace(model, graph, labelled, temporal, letters, lasso) };
    if (this.found.reason !== undefined) return result(property.name, "incomplete");
    return { ...result(property.name, "holds"), vacuous: isVacuous(property.formula, numberOf, labelled.runs, letters) };
  }
}

function result(name: string, verdict: PropertyResult["verdict"]): PropertyResult {
  return { name, kind: "temporal", verdict, vacuous: false, trace: undefined };
}
