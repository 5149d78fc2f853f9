import { type CheckOptions, checkAnd } from "../../engine/check.js";
import type { Progress } from "../../engine/engine.js";
import type { SearchResult } from "../../engine/result.js";
import type { StateGraph } from "../../engine/search/stateGraph.js";
import { type ComposedModel, compose } from "../../language/compose.js";
import type { Model } from "../../language/index.js";

/** What was explored of a model. */
export interface ExploredGraph {
  readonly composed: ComposedModel;
  readonly graph: StateGraph;
  readonly result: SearchResult;
}

/** Explores a model, whatever its properties say, and keeps the graph. @throws SpecError as `check` does */
export async function exploreGraph(model: Model, options: CheckOptions): Promise<ExploredGraph> {
  let explored: ExploredGraph | undefined;
  await checkAnd(compose({ ...model, properties: [] }, options.set), options, (composed, graph, result) => {
    explored = { composed, graph, result };
    return keeping(result);
  });
  if (explored === undefined) throw new Error("a search did not show its graph");
  return explored;
}

/** A decision that takes no time. */
// biome-ignore lint/correctness/useYield: there is nothing to wait for
function* keeping(result: SearchResult): Generator<Progress, SearchResult, boolean | undefined> {
  return result;
}
