import type { ComposedModel } from "../../language/compose.js";
import { decodeState } from "../../trace/decodeState.js";
import type { Leaf } from "../../trace/explain/leaves.js";
import type { ModelStep } from "./modelRun.js";

/** A leaf that has a successor, with names. */
export function describeLeaf(model: ComposedModel, { process, control, choices }: Leaf, state: Int32Array): ModelStep {
  return {
    name: control.name,
    process: model.processes[process]?.name as string,
    function: control.instance.machine.prototype.name,
    step: control.step,
    choices,
    answers: Object.fromEntries(choices.map(({ label, value }) => [label, value])),
    state: decodeState(model, [...state]),
  };
}
