import { replay } from "../engine/interpreter/replay.js";
import { Stepper } from "../engine/interpreter/stepper.js";
import { type ComposedModel, compose } from "../language/compose.js";
import type { Kernel, ParameterValues } from "../language/index.js";
import { describeTrace } from "../trace/describeTrace.js";
import { initialKey } from "./initialKey.js";
import type { TellOutcome } from "./outcomeDifference.js";

/** Takes the runs again that led to outcomes, on the two kernels, to tell them step by step. @param set bounds that win over those of the members */
export function outcomeTeller(kernels: { readonly before: Kernel; readonly after: Kernel }, set: ParameterValues): TellOutcome {
  return ({ member, ...findings }, side, { begunIn, comes, leaves }, change) => {
    const composed = compose(member.scenario.model(kernels[side], member.size), set);
    const wanted = findings[side].outcomes?.cases[begunIn]?.key ?? "";
    const name = change === "added" ? `only with ${nameOf(kernels.after)}: ${comes}` : `only with ${nameOf(kernels.before)}: ${comes}`;
    const trace = replay(new Stepper(composed), initialState(composed, wanted), leaves, name);
    return { model: member.name, trace: describeTrace(composed, trace) };
  };
}

/** `5.17 + d031a8866e70` */
export function nameOf({ name, patches }: Kernel): string {
  return [name, ...patches].join(" + ");
}

function initialState(composed: ComposedModel, wanted: string): Int32Array {
  const stepper = new Stepper(composed);
  let found: Int32Array | undefined;
  stepper.initialStates(() => {
    if (found === undefined && initialKey(composed, stepper.slots) === wanted) found = stepper.slots.slice();
  });
  if (found === undefined) throw new Error("an initial state cannot be found again: the initial rule depends on something other than its choices");
  return found;
}
