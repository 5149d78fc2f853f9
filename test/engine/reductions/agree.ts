import { expect } from "vitest";
import type { Reduction } from "../../../src/compiler/analysis/reduction.js";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import type { SearchResult, Trace } from "../../../src/engine/result.js";
import { type ComposedModel, compose } from "../../../src/language/compose.js";
import type { ParameterValues } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";
import { explored } from "../compiled/agree.js";

/** The searches of a model without and with reductions. */
export interface Compared {
  readonly full: SearchResult;
  readonly reduced: SearchResult;
}

/** Expects reductions to change nothing that a model is asked, and every trace to happen. */
export async function expectSameVerdicts(model: Model, reductions: readonly Reduction[], set: ParameterValues = {}): Promise<Compared> {
  return expectVerdictsOf(await explored(model, {}, set), model, reductions, set);
}

/** The same, where the search without reductions has been. */
export async function expectVerdictsOf(full: SearchResult, model: Model, reductions: readonly Reduction[], set: ParameterValues = {}): Promise<Compared> {
  const reduced = await explored(model, { reductions }, set);
  expect(answersOf(reduced)).toEqual(answersOf(full));
  expect(reduced.states).toBeLessThanOrEqual(full.states);
  expect(reduced.initialStates).toBeLessThanOrEqual(full.initialStates);
  const composed = compose(model, set);
  for (const { trace, witness } of reduced.properties) for (const told of [trace, witness]) if (told !== undefined) expectToHappen(composed, told);
  return { full, reduced };
}

export function answersOf({ verdict, properties, reason, unreached }: SearchResult): object {
  return { verdict, reason, unreached, properties: properties.map(({ name, verdict: each, vacuous }) => ({ name, verdict: each, vacuous })) };
}

/** Each state of a trace is a successor of the one before, by the step that it names. */
export function expectToHappen(model: ComposedModel, { initial, steps }: Trace): void {
  const stepper = new Stepper(model);
  let before = Int32Array.from(initial);
  for (const { state, path, step } of steps) {
    const found: string[] = [];
    stepper.successors(before, ({ instance, step: name }, violation) =>
      found.push(`${instance.path}.${name} ${violation === undefined ? stepper.slots.join() : "breaks a rule"}`),
    );
    expect(found).toContain(`${path}.${step} ${state?.join() ?? "breaks a rule"}`);
    before = Int32Array.from(state ?? []);
  }
}
