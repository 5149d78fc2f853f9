import { replay } from "../engine/interpreter/replay.js";
import { Stepper } from "../engine/interpreter/stepper.js";
import type { FairnessKept, Trace } from "../engine/result.js";
import { hasSuccessor, type StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { ComposedTemporal, FairnessCondition } from "../language/composeTemporal.js";
import { showFormula } from "../language/formula.js";
import { closedRun } from "./closedRun.js";
import type { LabelledGraph } from "./labelGraph.js";
import type { Lasso, Move } from "./lasso.js";
import { type RunGraph, STAYING } from "./runGraph.js";

/** A lasso as a trace: its steps, which of them are repeated, what is false of it, and why it is fair. */
export function lassoTrace(
  model: ComposedModel,
  graph: StateGraph,
  { runs, actions }: LabelledGraph,
  { property, fairness }: ComposedTemporal,
  { initial, stem, loop }: Lasso,
): Trace {
  const leavesOf = (moves: readonly Move[]): readonly number[] =>
    moves.filter(({ edge }) => runs.edgeKinds[edge] !== STAYING).map(({ state, edge }) => edge - (runs.firstEdge[state] as number));
  const stepper = new Stepper(model);
  const start = Int32Array.from(graph.read(initial));
  const run = closedRun((leaves) => replay(stepper, start, leaves, property.name), leavesOf(stem), leavesOf(loop));
  const starved = starvedBy(model, graph, runs, loop);
  const message = `${showFormula(property.formula)} is false of this run${starved.map((name) => `; ${name} could always move, and never does`).join("")}`;
  return {
    ...run,
    fairness: fairness.map(kept),
    failure: { message, where: [], site: property.site },
  };

  function kept(condition: FairnessCondition): FairnessKept {
    const action = actions.numberOf(condition);
    const isTaken = loop.some(({ edge }) => runs.actionsOf[runs.edgeKinds[edge] as number]?.has(action));
    const isEnabled = loop.some(({ state }) => runs.enabledBy[runs.enabledKinds[state] as number]?.has(action));
    const { strength, name } = condition;
    return { strength, name, because: isTaken ? "taken" : isEnabled ? "not always enabled" : "never enabled" };
  }
}

/** Processes that a loop forgets though it never disables them: most often, fairness towards them should have been assumed. */
function starvedBy({ processes }: ComposedModel, graph: StateGraph, { firstEdge }: RunGraph, loop: readonly Move[]): readonly string[] {
  const forgotten = new Set(processes.flatMap(({ daemon }, process) => (daemon ? [] : [process])));
  for (const { state, edge } of loop) {
    const able = new Set<number>();
    graph.edges(state, (target, mover, leaf) => {
      if (hasSuccessor(target)) able.add(mover);
      if (leaf === edge - (firstEdge[state] as number)) forgotten.delete(mover);
    });
    for (const process of forgotten) if (!able.has(process)) forgotten.delete(process);
  }
  return [...forgotten].map((process) => processes[process]?.name as string);
}
