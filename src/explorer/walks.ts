import { replay } from "../engine/interpreter/replay.js";
import { DOMAINS } from "../engine/result.js";
import { SpecError } from "../language/index.js";
import { describeTrace } from "../trace/describeTrace.js";
import { encodeState } from "../trace/encodeState.js";
import { type Leaf, sameChoices } from "../trace/explain/leaves.js";
import { scheduleOf } from "../trace/explain/schedule.js";
import { NOTHING_FAILED } from "../trace/replay/nothingFailed.js";
import type { DecodedState, TraceDocument } from "../trace/traceDocument.js";
import type { Exploration } from "./exploration.js";
import type { Found, StepView, Walk } from "./protocol.js";

/** A walk as a trace: of what fails at its end, if something does. */
export function traceOfWalk(exploration: Exploration, { initial, steps }: Walk): TraceDocument {
  const { composed, stepper } = exploration;
  return describeTrace(composed, replay(stepper, exploration.stateOf(initial), steps, failingAtEnd(exploration, initial, steps)));
}

/** The first property that the last step violates, or that is false where it leads. */
function failingAtEnd(exploration: Exploration, initial: number, steps: readonly number[]): string {
  let at = initial;
  let last: StepView | undefined;
  for (const step of steps) {
    last = exploration.look(at, []).steps[step];
    if (last === undefined) throw new SpecError("FL302", `step ${step} cannot be taken in state ${at}`, "reload the page");
    if (last.to === null) return DOMAINS;
    at = last.to;
  }
  const { properties } = exploration.look(at, []);
  return last?.violates[0] ?? properties.find(({ kept }) => kept === false)?.name ?? NOTHING_FAILED;
}

/**
 * A saved trace as a walk on the model as it is today: its steps, up to the first that cannot be taken any more.
 * @param file what was read from a file: anything
 * @throws SpecError FL307 for what is no trace of this model
 */
export function walkOfTrace(exploration: Exploration, file: unknown): Found {
  const trace = traceIn(file);
  const first = encoded(exploration, trace.initial.state);
  if (first === undefined) throw refusal("its initial state is none of this model");
  const steps: StepView[] = [];
  let state = first;
  for (const { control, choices } of scheduleOf(exploration.composed, trace.steps)) {
    const number = exploration.numberOf(state);
    const leaves = exploration.leaves(number);
    const taken = leaves.findIndex((leaf) => leaf.control.name === control && sameChoices(leaf.choices, choices));
    if (taken < 0) break;
    const leaf = leaves[taken] as Leaf;
    steps.push(exploration.viewOf(leaf, taken, state, []));
    if (leaf.state === undefined) break;
    state = leaf.state;
  }
  return { initial: exploration.numberOf(first), steps, looked: steps.length, gaveUp: steps.length < trace.steps.length };
}

function traceIn(file: unknown): TraceDocument & { readonly initial: { readonly state: DecodedState } } {
  const { trace } = record(file);
  const { initial, steps } = record(trace);
  const { state } = record(initial);
  const { variables, locals, at } = record(state);
  const isState = [variables, locals, at, ...Object.values(record(locals))].every(isRecord);
  const isTrace = Array.isArray(steps) && steps.every((step) => isRecord(step) && Array.isArray(step.choices) && step.choices.every(isRecord));
  if (!isState || !isTrace) throw refusal("it is no saved trace with whole states");
  return trace as TraceDocument & { readonly initial: { readonly state: DecodedState } };
}

/** A value of the wrong kind somewhere inside is as good as a state of another model. */
function encoded({ composed }: Exploration, state: DecodedState): Int32Array | undefined {
  try {
    return encodeState(composed, state);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function refusal(why: string): SpecError {
  return new SpecError(
    "FL307",
    `the file cannot be gone on with: ${why}`,
    "choose a file that trace --format json, check --save or this page wrote, of this check and these bounds",
  );
}
