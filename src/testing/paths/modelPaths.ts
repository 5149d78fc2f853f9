import { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedModel } from "../../language/compose.js";
import type { Model } from "../../language/index.js";
import { decodeState } from "../../trace/decodeState.js";
import { type Leaf, leavesOf } from "../../trace/explain/leaves.js";
import { describeLeaf } from "../runs/describeLeaf.js";
import type { ModelRun, ModelStep } from "../runs/modelRun.js";
import { type FoundPaths, findPaths, type PathOptions, type Way } from "./findPaths.js";

/** Paths that together cover a model. */
export interface ModelPaths extends Pick<FoundPaths, "cover" | "goals" | "reason"> {
  readonly paths: readonly ModelRun[];
}

/**
 * Few paths through a model that together take every step that ever fires, or every transition, as test cases: each begins in an initial state, and is the same every time.
 *
 * A model of more than 200,000 states is not explored to its end, unless `maxStates` says so: then {@link ModelPaths.reason} tells what ran out, and what was explored is covered.
 *
 * @example
 * ```ts
 * const { paths } = await modelPaths(door, { cover: "transitions" });
 * test.each(paths.map((path) => [path]))("the door does as the model says", (path) => followRun(path, realDoor));
 * ```
 *
 * @throws SpecError FL302 for an option that is none, and whatever `check` throws of the model
 */
export async function modelPaths(model: Model, options: PathOptions = {}): Promise<ModelPaths> {
  const { composed, ways, cover, goals, reason } = await findPaths(model, options);
  const stepper = new Stepper(composed);
  return { cover, goals, reason, paths: ways.map((way) => runOf(composed, stepper, way)) };
}

function runOf(model: ComposedModel, stepper: Stepper, { initial, leaves }: Way): ModelRun {
  let state = initial;
  const steps = leaves.map((number): ModelStep => {
    const leaf = leavesOf(stepper, state)[number] as Leaf;
    state = leaf.state as Int32Array;
    return describeLeaf(model, leaf, state);
  });
  return { initial: decodeState(model, [...initial]), steps };
}
