import { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedModel } from "../../language/compose.js";
import { decodeState } from "../decodeState.js";
import { describeRun } from "../explain/describeRun.js";
import type { RunDocument } from "../explain/explanation.js";
import { judgeOf } from "../explain/judge.js";
import { initialLeavesOf, sameChoices, sameState } from "../explain/leaves.js";
import { pathOf } from "../explain/path.js";
import type { RunEnd } from "../explain/rerun.js";
import { Reruns } from "../explain/reruns.js";
import { StepTeller } from "../stepTeller.js";
import type { DecodedState, TraceDocument } from "../traceDocument.js";

/** A trace beside the run of another model on the same schedule. */
export interface Comparison {
  /** The first step at which they part, counted from 1: another step is taken, it comes out otherwise, or it leads elsewhere. Null where they never do. */
  readonly parts: number | null;
  /** The whole run of the other model. */
  readonly run: Omit<RunDocument, "end"> & { readonly end: RunEnd };
}

/**
 * Runs the schedule of a trace on another model of the same system, such as the same one with a patch on its kernel, from the initial state that has the same answers. What "the same schedule" means
 * where they have parted is defined by `Rerun`.
 * @returns `undefined` if the other model has no such initial state
 */
export function compareModels(model: ComposedModel, trace: TraceDocument, other: ComposedModel): Comparison | undefined {
  const stepper = new Stepper(model);
  const { turns, states } = pathOf(stepper, trace);
  const own = initialLeavesOf(stepper).find(({ state }) => sameState(state, states[0] as Int32Array));
  const otherStepper = new Stepper(other);
  const first = own && initialLeavesOf(otherStepper).find(({ choices }) => sameChoices(choices, own.choices));
  if (first === undefined) return undefined;
  const run = new Reruns(otherStepper, judgeOf(otherStepper, trace.property.name), turns).run(first.state, 0);
  const parting = turns.findIndex(({ control, choices }, index) => {
    const leaf = run.steps[index];
    if (leaf === undefined || leaf.control.name !== control || !sameChoices(leaf.choices, choices)) return true;
    const after = states[index + 1];
    return after === undefined || leaf.state === undefined
      ? after !== leaf.state
      : !looksAlike(decodeState(model, [...after]), decodeState(other, [...leaf.state]));
  });
  return { parts: parting < 0 ? null : parting + 1, run: { ...describeRun(new StepTeller(other), run), end: run.end } };
}

/** Whether two states of different models show the same: where they have the same functions and fields. */
function looksAlike(one: DecodedState, other: DecodedState): boolean {
  if (JSON.stringify([one.variables, one.at]) !== JSON.stringify([other.variables, other.at])) return false;
  return Object.entries(one.locals).every(([path, fields]) =>
    Object.entries(fields).every(([name, value]) => {
      const counterpart = other.locals[path]?.[name];
      return counterpart === undefined || JSON.stringify(counterpart) === JSON.stringify(value);
    }),
  );
}
