import { Stepper } from "../../engine/interpreter/stepper.js";
import type { ComposedModel } from "../../language/compose.js";
import { StepTeller } from "../stepTeller.js";
import type { TraceDocument } from "../traceDocument.js";
import { causalSlice, type Showing } from "./causalSlice.js";
import { describeRun } from "./describeRun.js";
import type { ConjunctDocument, Explanation, LastChanceDocument, RunDocument } from "./explanation.js";
import { judgeOf } from "./judge.js";
import type { LastChance } from "./lastChance.js";
import { lastChance } from "./lastChance.js";
import { type Path, pathOf } from "./path.js";
import { Reruns } from "./reruns.js";
import { whyNotExplained } from "./whyNotExplained.js";

/**
 * Says why a trace went wrong: which part of the property failed and with which values, which steps decided it, and when it could still have gone right. All of it
 * is found by running the model again.
 * @param trace a trace of this very model, with whole states
 * @returns `undefined` for what no state or step of the model alone decides: a temporal property, a refinement: `whyNotExplained` says which
 */
export async function explainTrace(model: ComposedModel, trace: TraceDocument): Promise<Explanation | undefined> {
  if (whyNotExplained(model, trace) !== undefined) return undefined;
  const stepper = new Stepper(model);
  const judge = judgeOf(stepper, trace.property.name);
  const path = pathOf(stepper, trace);
  const teller = new StepTeller(model);
  const slice = causalSlice(stepper, new Reruns(stepper, judge, path.turns), path);
  const described =
    (show: Showing) =>
    (most?: number): RunDocument =>
      describeRun(teller, show(most));
  return {
    conjunct: await conjunctOf(model, trace, path),
    initial: slice.initial.map(({ choice, instead, run }) => ({ ...choice, instead, run: described(run) })),
    steps: slice.turns.map((mark) => mark && { instead: mark.instead, run: described(mark.run) }),
    unasked: slice.unasked,
    lastChance: describeChance(teller, path, lastChance(stepper, judge, path)),
  };
}

/** TypeScript takes a while to load, so only an explanation pays for it. */
async function conjunctOf(model: ComposedModel, { property: { name } }: TraceDocument, { states }: Path): Promise<ConjunctDocument | null> {
  const property = model.model.properties?.find((candidate) => candidate.name === name);
  if (property === undefined) return null;
  const { failingConjunct } = await import("../conjunct/failingConjunct.js");
  const seen = states.slice(property.kind === "step" ? -2 : -1);
  const views = seen.map((state) => new Stepper(model).look(state));
  return failingConjunct(property, views, model.parameters) ?? null;
}

function describeChance(teller: StepTeller, { states }: Path, chance: LastChance): LastChanceDocument {
  if (chance.kind !== "found") return chance;
  const { kind, after, sibling } = chance;
  return { kind, after, sibling: describeRun(teller, { from: states[after] as Int32Array, steps: sibling, end: "ended" }) };
}
