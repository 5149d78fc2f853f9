import { replay } from "../engine/interpreter/replay.js";
import { Stepper } from "../engine/interpreter/stepper.js";
import type { AtomSeen, FairnessKept, Trace } from "../engine/result.js";
import { hasSuccessor, type StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { ComposedTemporal, FairnessCondition } from "../language/composeTemporal.js";
import { showFormula } from "../language/formula.js";
import { closedRun } from "./closedRun.js";
import type { LabelledGraph } from "./labelGraph.js";
import type { Lasso, Move } from "./lasso.js";
import type { Letters } from "./product.js";
import { type RunGraph, STAYING } from "./runGraph.js";

/** A lasso as a trace: its steps, which of them are repeated, what is false of it and because of which moments, and why it is fair. */
export function lassoTrace(
  model: ComposedModel,
  graph: StateGraph,
  { runs, actions }: LabelledGraph,
  { property, atoms, fairness }: ComposedTemporal,
  { ofState, ofKind }: Letters,
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
    atoms: [...atoms].map(([atom, { kind }], bit): AtomSeen => {
      const isTrue = ({ state, edge }: Move): boolean => (((ofState[state] as number) | (ofKind[runs.edgeKinds[edge] as number] as number)) & (1 << bit)) !== 0;
      return { name: showFormula({ op: "atom", atom }), of: kind === "taken" ? "step" : "state", moments: moments(0, isTrue) };
    }),
    failure: { message, where: [], site: property.site },
  };

  function kept(condition: FairnessCondition): FairnessKept {
    const action = actions.numberOf(condition);
    const taken = moments(run.loop, ({ edge }) => runs.actionsOf[runs.edgeKinds[edge] as number]?.has(action) === true);
    const { strength, name } = condition;
    if (taken.length > 0) return { strength, name, because: "taken", moments: taken };
    const disabled = moments(run.loop, ({ state }) => runs.enabledBy[runs.enabledKinds[state] as number]?.has(action) !== true);
    const isEnabled = loop.some(({ state }) => runs.enabledBy[runs.enabledKinds[state] as number]?.has(action));
    return { strength, name, because: isEnabled ? "not always enabled" : "never enabled", moments: disabled };
  }

  /** The moments of the run, from one on, of which something is true. */
  function moments(from: number, isTrue: (move: Move) => boolean): readonly number[] {
    const end = run.loop === run.steps.length ? run.loop + 1 : run.steps.length;
    const moveAt = (moment: number): Move => stem[moment] ?? (loop[(moment - stem.length) % loop.length] as Move);
    return Array.from({ length: end - from }, (_, at) => from + at).filter((moment) => isTrue(moveAt(moment)));
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
