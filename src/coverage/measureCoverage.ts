import type { Progress } from "../engine/engine.js";
import type { SearchResult } from "../engine/result.js";
import type { ComposedModel } from "../language/compose.js";
import type { AnyStep } from "../language/machine.js";
import type { StepStructure } from "../language/structure.js";
import { ChoiceTally } from "./choiceTally.js";
import { countChoices, type StepTally } from "./countChoices.js";
import type { Coverage, Lines, StepCoverage } from "./coverage.js";

/**
 * What a search exercised: how often each step fired, as the engine counted, and how often each answer to its choices was taken and where it led, which
 * {@link countChoices} counts at the reference engine's speed.
 */
export async function measureCoverage(
  composed: ComposedModel,
  { fired, reason }: Pick<SearchResult, "fired" | "reason">,
  watch: { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((progress: Progress) => void) | undefined } = {},
): Promise<Coverage> {
  const counts = reason === undefined ? await countChoices(composed, watch) : undefined;
  const text = composed.model.interpreted ? NO_TEXT : await readText(composed);
  const steps = composed.processes.flatMap(({ states }) =>
    states.flatMap(({ name, step, body, instance: { machine } }): StepCoverage[] => {
      if (body === undefined) return [];
      const place = text.places.get(body) ?? null;
      const about = { name, function: machine.prototype.name, step, place, fired: fired[name] ?? 0, dead: text.dead.has(name) };
      return [{ ...about, ...(counts === undefined ? { choices: [], next: [] } : countedOf(counts.steps.get(name), text.steps.get(name))) }];
    }),
  );
  return { steps, initial: counts?.initial.coverage([]) ?? [], choicesCounted: counts !== undefined };
}

/** What was counted of a step, with what its text says it could have come to. */
function countedOf(tally: StepTally | undefined, text: StepStructure | undefined): Pick<StepCoverage, "choices" | "next"> {
  const choices = tally?.choices ?? new ChoiceTally();
  const next = new Map<string, number>((text?.next ?? []).map((name) => [name, 0]));
  for (const [name, taken] of tally?.next ?? []) next.set(name, taken);
  return { choices: choices.coverage(text?.choices ?? []), next: [...next].map(([name, taken]) => ({ name, taken })) };
}

/** What the text of a specification says of its steps, with the parameters folded in. */
interface Text {
  readonly places: ReadonlyMap<AnyStep, Lines>;
  /** By control state. */
  readonly steps: ReadonlyMap<string, StepStructure>;
  /** Steps that no path of control states leads to. */
  readonly dead: ReadonlySet<string>;
}

const NO_TEXT: Text = { places: new Map(), steps: new Map(), dead: new Set() };

/** The compiler takes a while to load, so only those who ask for coverage pay for it. */
async function readText(composed: ComposedModel): Promise<Text> {
  const { bodyLines, checkSubset, compile, deadSteps, structureOf } = await import("../compiler/index.js");
  const places = bodyLines(composed);
  if (checkSubset(composed).length > 0) return { ...NO_TEXT, places };
  const { steps } = structureOf(composed);
  return {
    places,
    steps: new Map(steps.map((step) => [`${step.path}.${step.step}`, step])),
    dead: new Set(deadSteps(compile(composed))),
  };
}
