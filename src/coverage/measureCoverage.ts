import type { Progress } from "../engine/engine.js";
import type { SearchResult } from "../engine/result.js";
import type { ComposedModel } from "../language/compose.js";
import type { AnyStep } from "../language/machine.js";
import { countChoices } from "./countChoices.js";
import type { Coverage, Lines, StepCoverage } from "./coverage.js";

/**
 * What a search exercised: how often each step fired, as the engine counted, and how often each answer to its choices was taken, which
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
      const choices = counts === undefined ? [] : (counts.steps.get(name) ?? NO_CHOICES).coverage(text.choices.get(name) ?? []);
      const place = text.places.get(body) ?? null;
      return [{ name, function: machine.prototype.name, step, place, fired: fired[name] ?? 0, dead: text.dead.has(name), choices }];
    }),
  );
  return { steps, initial: counts?.initial.coverage([]) ?? [], choicesCounted: counts !== undefined };
}

const NO_CHOICES = { coverage: (labels: readonly string[]) => labels.map((label) => ({ label, answers: [], matters: false })) };

/** What the text of a specification says of its steps, with the parameters folded in. */
interface Text {
  readonly places: ReadonlyMap<AnyStep, Lines>;
  /** By control state: the labels of its choices. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** Steps that no path of control states leads to. */
  readonly dead: ReadonlySet<string>;
}

const NO_TEXT: Text = { places: new Map(), choices: new Map(), dead: new Set() };

/** The compiler takes a while to load, so only those who ask for coverage pay for it. */
async function readText(composed: ComposedModel): Promise<Text> {
  const { bodyLines, checkSubset, compile, deadSteps, structureOf } = await import("../compiler/index.js");
  const places = bodyLines(composed);
  if (checkSubset(composed).length > 0) return { ...NO_TEXT, places };
  const { steps } = structureOf(composed);
  return {
    places,
    choices: new Map(steps.map(({ path, step, choices }) => [`${path}.${step}`, choices])),
    dead: new Set(deadSteps(compile(composed))),
  };
}
